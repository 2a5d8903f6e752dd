import Bytes
import Packets
import Streams

/// Puts the events of a case through a `Reassembler` and writes down what comes out, in the case
/// file's own form.
struct ReassemblyRun {
  /// What one incarnation gave.
  struct Record {
    var items = PerSide<[ReassemblyCase.Item]>(both: [])
    var anomalies: [String] = []
    var payload = PerSide(both: 0)

    mutating func note(_ side: Side, _ event: borrowing ReassemblyEvent) {
      switch event {
      case .data(let offset, let bytes): add(bytes, at: offset, to: side)
      case .gap(let offset, let count, let reason):
        add(gap: count, at: offset, because: reason.name, to: side)
      case .anomaly(let anomaly): note(anomaly)
      case .ended: break
      }
    }

    private mutating func add(_ bytes: Span<UInt8>, at offset: Int, to side: Side) {
      var text = ""
      for index in bytes.indices { text.unicodeScalars.append(UnicodeScalar(bytes[index])) }
      if let last = items[side].last, let data = last.data,
        last.off + data.unicodeScalars.count == offset
      {
        items[side][items[side].count - 1].data = data + text
      } else {
        items[side].append(ReassemblyCase.Item(off: offset, data: text))
      }
    }

    private mutating func add(gap: Int, at offset: Int, because reason: String, to side: Side) {
      if let last = items[side].last, let count = last.gap, last.why == reason,
        last.off + count == offset
      {
        items[side][items[side].count - 1].gap = count + gap
      } else {
        items[side].append(ReassemblyCase.Item(off: offset, gap: gap, why: reason))
      }
    }

    private mutating func note(_ anomaly: StreamAnomaly) {
      var text = "\(anomaly.kind.name)@\(anomaly.side == .client ? "c2s" : "s2c")"
      if let offset = anomaly.offset { text += ":\(offset)" }
      if let count = anomaly.count { text += "+\(count)" }
      if !anomalies.contains(text) { anomalies.append(text) }
    }
  }

  private(set) var sessions: [ReassemblyCase.Session] = []
  private(set) var anomalies: [String] = []
  private(set) var info: [String] = []
  /// What was wrong with the books, in words.
  private(set) var imbalances: [String] = []
  private(set) var context: ReassemblyContext
  private var reassembler = Reassembler()
  private var record = Record()

  /// Runs `example`; with `isn` both directions begin with that number instead of the case's.
  init(
    _ example: ReassemblyCase, policy: OverlapPolicy = .first, isn: UInt32? = nil,
    isClosed: Bool = true
  ) {
    context = ReassemblyContext(limits: Self.limits(example.limits ?? [:]), policy: policy)
    for event in example.events { feed(event, of: example, isn: isn) }
    if isClosed { close() }
  }

  /// How many bytes of a side were delivered so far.
  func delivered(_ side: Side) -> Int { reassembler[side].counters.delivered }

  private static func limits(_ named: [String: Double]) -> StreamLimits {
    var limits = StreamLimits()
    // The cases' rules take a window as it stands where a SYN is missing.
    limits.infersWindowScale = false
    for (name, value) in named {
      switch name {
      case "ack_grace": limits.acknowledgementGrace = interval(value)
      case "hole_timeout": limits.holeTimeout = interval(value)
      case "max_ooo_bytes": limits.outOfOrderBytes = Int(value)
      case "max_ooo_segs": limits.outOfOrderSegments = Int(value)
      case "default_win": limits.assumedWindow = Int(value)
      default: fatalError("unknown limit \(name)")
      }
    }
    return limits
  }

  private static func interval(_ seconds: Double) -> Interval {
    Interval(nanoseconds: Int64((seconds * 1e9).rounded()))
  }

  private mutating func feed(
    _ event: ReassemblyCase.Event, of example: ReassemblyCase, isn: UInt32?
  ) {
    let side = event.dir == "c2s" ? Side.client : .server
    let bytes = (event.data ?? "").unicodeScalars.map { UInt8($0.value) }
    let captured = Array(bytes.prefix(event.cap ?? bytes.count))
    let segment = TCPSegment(event, of: example, isn: isn, captured: captured.count)
    let checksum: ChecksumState =
      switch event.csum ?? "ok" {
      case "bad": .invalid
      case "offload": .offloaded
      default: .valid
      }
    let time = Timestamp(nanoseconds: Int64((event.t * 1e9).rounded()))
    let payload = Payload(captured.span, wireCount: bytes.count)
    var record = record
    let succession = reassembler.receive(
      segment, payload, from: side, checksum: checksum, at: time, &context
    ) { side, event in
      record.note(side, event)
      return true
    }
    self.record = record
    guard let succession else {
      self.record.payload[side] += bytes.count
      return
    }
    close()
    reassembler = Reassembler(after: succession)
    record = Record()
    _ = reassembler.resume(segment, payload, from: side, at: time, &context) { side, event in
      record.note(side, event)
      return true
    }
    self.record = record
    self.record.payload[side] += bytes.count
  }

  /// Ends an incarnation and notes its outcome.
  private mutating func close() {
    var record = record
    reassembler.finish(&context) { side, event in
      record.note(side, event)
      return true
    }
    self.record = record
    anomalies += record.anomalies.filter { !$0.hasPrefix("retransmit@") }
    info += record.anomalies.filter { $0.hasPrefix("retransmit@") }
    sessions.append(
      ReassemblyCase.Session(
        c2s: record.items.client, s2c: record.items.server,
        end: ["c2s": end(.client), "s2c": end(.server)]))
    for side in Side.allCases { check(side) }
  }

  private mutating func check(_ side: Side) {
    let counters = reassembler[side].counters
    if counters.streamImbalance != 0 {
      imbalances.append("\(side) stream: \(counters.streamImbalance) bytes unaccounted for")
    }
    if counters.accounted != record.payload[side] {
      imbalances.append("\(side): \(counters.accounted) of \(record.payload[side]) bytes")
    }
    if counters.held != 0 { imbalances.append("\(side): \(counters.held) bytes still held") }
  }

  private func end(_ side: Side) -> String {
    guard let (end, offset) = reassembler[side].end else { return "open" }
    return switch end {
    case .fin: "fin@\(offset ?? -1)"
    case .reset: "rst@\(offset ?? -1)"
    case .refused: "refused"
    }
  }
}
