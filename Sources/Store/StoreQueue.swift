import Reports
import Sessions

/// What waits to be written: bounded, in the order in which it came.
///
/// What finds no room is counted and let go; what waits already is never given up for it. A gap in the
/// record then has one beginning and one end.
struct StoreQueue {
  let limits: StoreWriterLimits
  private var chunks: [StoreBatch] = []
  /// The latest state of each incident that waits.
  private var incidents: [String: IncidentRecord] = [:]
  /// Their keys in the order in which they came.
  private var incidentKeys: [String] = []
  private var captures: [StoredCapture] = []
  private var clock: [ClockSetting] = []
  private(set) var counts = StoreCounts()
  private(set) var bytes = 0
  /// What found no room.
  private(set) var lost = StoreCounts()

  init(limits: StoreWriterLimits) { self.limits = limits }

  var isEmpty: Bool { counts.total == 0 && captures.isEmpty && clock.isEmpty }

  /// The latest word replaces the one before.
  mutating func add(captures: [StoredCapture]) { self.captures = captures }

  /// The same.
  mutating func add(clock: [ClockSetting]) { self.clock = clock }

  mutating func add(_ session: MailSession) {
    guard mayAdd(session.estimatedBytes) else {
      lost.sessions += 1
      return
    }
    bytes += session.estimatedBytes
    counts.sessions += 1
    openChunk()
    chunks[chunks.count - 1].sessions.append(session)
  }

  mutating func add(_ sample: LoadSample) {
    guard mayAdd(sample.estimatedBytes) else {
      lost.samples += 1
      return
    }
    bytes += sample.estimatedBytes
    counts.samples += 1
    openChunk()
    chunks[chunks.count - 1].samples.append(sample)
  }

  /// An incident that waits already is replaced by what is known of it now.
  mutating func add(_ incident: IncidentRecord) {
    let old = incidents[incident.key]
    let growth = incident.estimatedBytes - (old?.estimatedBytes ?? 0)
    guard bytes + growth <= limits.bytes else {
      lost.incidents += 1
      return
    }
    if old == nil {
      incidentKeys.append(incident.key)
      counts.incidents += 1
    }
    incidents[incident.key] = incident
    bytes += growth
  }

  /// Takes what the next transaction writes.
  mutating func take() -> StoreBatch {
    var batch = chunks.isEmpty ? StoreBatch() : chunks.removeFirst()
    (batch.captures, batch.clock) = (captures, clock)
    let keys = incidentKeys.prefix(limits.batchRows)
    batch.incidents = keys.compactMap { incidents.removeValue(forKey: $0) }
    incidentKeys.removeFirst(keys.count)
    (captures, clock) = ([], [])
    return batch
  }

  /// Puts back what could not be written, before everything that came since; it still counts.
  mutating func giveBack(_ batch: StoreBatch) {
    if !batch.sessions.isEmpty || !batch.samples.isEmpty {
      chunks.insert(StoreBatch(sessions: batch.sessions, samples: batch.samples), at: 0)
    }
    if captures.isEmpty { captures = batch.captures }
    if clock.isEmpty { clock = batch.clock }
    for incident in batch.incidents {
      if incidents[incident.key] == nil {
        incidents[incident.key] = incident
      } else {
        // There is a later word: it counts, this one does no more.
        counts.incidents -= 1
        bytes -= incident.estimatedBytes
        incidentKeys.removeAll { $0 == incident.key }
      }
    }
    incidentKeys.insert(contentsOf: batch.incidents.map(\.key), at: 0)
  }

  /// Stops counting what was taken: it is written, or lost.
  mutating func settle(_ batch: StoreBatch) {
    counts.sessions -= batch.sessions.count
    counts.incidents -= batch.incidents.count
    counts.samples -= batch.samples.count
    bytes -= batch.sessions.reduce(0) { $0 + $1.estimatedBytes }
    bytes -= batch.incidents.reduce(0) { $0 + $1.estimatedBytes }
    bytes -= batch.samples.reduce(0) { $0 + $1.estimatedBytes }
  }

  private func mayAdd(_ size: Int) -> Bool {
    counts.sessions + counts.samples < limits.rows && bytes + size <= limits.bytes / 4 * 3
  }

  private mutating func openChunk() {
    let rows = chunks.last.map { $0.sessions.count + $0.samples.count } ?? .max
    if rows >= limits.batchRows { chunks.append(StoreBatch()) }
  }
}

extension MailSession {
  /// Bytes in memory, its lists included, to the nearest hundreds.
  var estimatedBytes: Int {
    1_024 + 384 * authentications.count + 160 * refusals.count + 56 * transactions.count
      + 128 * notices.count + 32 * min(commands.count, CommandLog.sampleLimit)
      + 24 * (capabilities.count + offered.count)
  }
}

extension IncidentRecord {
  var estimatedBytes: Int { 256 + json.utf8.count }
}

extension LoadSample {
  var estimatedBytes: Int { 128 + account.utf8.count }
}
