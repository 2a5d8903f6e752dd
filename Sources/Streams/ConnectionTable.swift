package import Bytes
package import Packets

/// All TCP connections of a capture: assigns segments to them, puts their streams together and
/// follows their lives.
///
/// A connection ends at a believed RST, at FIN in both directions, at a SYN with another number, at
/// a time-out or by eviction. Its record stays for a while after the end, so that late segments find
/// it. What is held per connection and in total is bounded by `StreamLimits`; nothing is allocated
/// for a segment that comes in order.
package struct ConnectionTable {
  package let limits: StreamLimits
  var context: ReassemblyContext
  let hash: KeyedHash
  let patience: Patience
  var index = ConnectionIndex()
  /// Heads and bodies of the connections, by slot.
  var heads: [ConnectionHead] = []
  var bodies: [Connection] = []
  var freeSlots: [Int] = []
  /// When the sweep is to look at a record again, by slot: beside the records, as most are far from
  /// any time-out and looking at each would fetch it from memory.
  var dues: [Timestamp] = []
  var clock = CaptureClock()
  /// The stamp of the last segment.
  var now = Stamp(frame: 0, time: Timestamp(nanoseconds: 0))
  var books = StreamStatistics()
  var learned: Set<Endpoint> = []
  var overtaking = OvertakingSegments()
  var orphans = OrphanResets()
  /// The slot of the last segment that was tracked.
  var lastSlot = 0
  /// What `anticipate` read: kept so that the reading is not left out.
  var anticipated = 0
  /// The next slot that the sweep looks at, and how many segments it still waits.
  var sweepSlot = 0
  var sweepDelay = ConnectionTable.sweepBatch
  /// Picks the records that are candidates for eviction; results must not depend on the seed.
  var dice: UInt64 = 1

  static let sweepBatch = 64

  /// Makes an empty table; `seed` is a secret of the process and has no influence on the results.
  package init(limits: StreamLimits = StreamLimits(), policy: OverlapPolicy = .first, seed: UInt64)
  {
    self.limits = limits
    context = ReassemblyContext(limits: limits, policy: policy)
    hash = KeyedHash(seed: seed)
    patience = Patience(limits)
  }

  /// Computes the digests with which segments may be given to this table.
  package var digester: SegmentDigester { SegmentDigester(hash: hash) }

  /// Takes a segment, whose header and captured payload are `tcp`.
  ///
  /// Events of other connections may come with it: those whose time is up.
  package mutating func receive(
    _ segment: TCPSegment, tcp: Span<UInt8>, at stamp: Stamp, events: StreamEvents
  ) {
    receive(segment, digester.digest(segment), tcp: tcp, at: stamp, events: events)
  }

  /// The same, for a segment whose digest the table's `digester` has computed.
  package mutating func receive(
    _ segment: TCPSegment, _ digest: SegmentDigest, tcp: Span<UInt8>, at stamp: Stamp,
    events: StreamEvents
  ) {
    now = stamp
    context.stamp = stamp
    let time = advanceClock(to: stamp.time)
    sweepDelay -= 1
    if sweepDelay <= 0 {
      sweepDelay = Self.sweepBatch
      sweep(Self.sweepBatch, at: time, events)
    }
    let start = min(max(0, segment.headerLength), tcp.count)
    let captured = min(max(0, segment.payloadCount), tcp.count - start)
    let payload = Payload(
      tcp.extracting(start..<(start + captured)), wireCount: segment.payloadWireCount)
    books.segments += 1
    books.payloadBytes += payload.wireCount
    guard let slot = slot(of: segment, digest.connection) else {
      begin(segment, payload, digest, tcp: tcp, at: time, events)
      return
    }
    if segment.flags.contains(.syn), let end = end(of: slot, bySYN: segment, at: time) {
      close(slot, end, events)
      begin(segment, payload, digest, tcp: tcp, at: time, events)
      return
    }
    if holdsBack(slot, segment, tcp, at: stamp) { return }
    follow(slot, segment, payload, digest.frame, tcp: tcp, at: time, events)
    if !overtaking.isEmpty, !waits(slot, for: segment) {
      releaseOvertaking(slot, at: time, events)
    }
  }

  /// Why a SYN that finds a record begins another connection all the same, if it does.
  ///
  /// However late other segments are: time alone just makes room. `mutating`, as the table would be
  /// copied for every segment to make the call otherwise.
  @inline(never)
  private mutating func end(
    of slot: Int, bySYN segment: TCPSegment, at time: Timestamp
  ) -> RecordEnd? {
    let isLate = time.since(heads[slot].lastSeen) > heads[slot].limit(patience)
    if isLate, !segment.flags.contains(.ack) { return .timeout }
    return replaces(slot, segment, at: time) ? .replaced : nil
  }

  /// Lets capture time pass without a segment, as a live capture does when nothing comes.
  package mutating func advance(to time: Timestamp, events: StreamEvents) {
    let time = clock.set(to: time, limits.clockTolerance, limits.clockLeap)
    for slot in dues.indices { dues[slot] = time }
    sweep(heads.count, at: time, events)
  }

  /// Ends the capture: closes every connection, in the order in which they were opened.
  package mutating func finish(events: StreamEvents) {
    let slots = heads.indices.filter { heads[$0].marks.contains(.inUse) }
    for slot in slots.sorted(by: { heads[$0].serial < heads[$1].serial }) {
      close(slot, .endOfCapture, events)
    }
  }

  /// How many connections have a record.
  package var openCount: Int { index.count }

  /// Learns that a server listens here: it will be known where the capture begins in mid-stream.
  package mutating func learnServer(_ endpoint: Endpoint) {
    if learned.count < limits.learnedServers {
      learned.insert(endpoint)
    } else if !learned.contains(endpoint) {
      context.losses.learnedServers += 1
    }
  }

  /// The counters as of now.
  package var statistics: StreamStatistics {
    var statistics = books
    statistics.limits = context.losses
    statistics.clockSteps = clock.steps
    statistics.validChecksums = context.validChecksums
    statistics.invalidChecksums = context.invalidChecksums
    statistics.heldBytes = context.held
    statistics.historyBytes = context.history
    statistics.active = index.count
    statistics.overtaking = overtaking.count
    statistics.overtakingBytes = overtaking.bytes
    for slot in heads.indices where heads[slot].marks.contains(.inUse) {
      for side in Side.allCases {
        statistics.counters[side].add(bodies[slot].reassembler[side].counters)
      }
    }
    return statistics
  }

  /// Moves the clock on to a frame's time.
  @inline(__always)
  private mutating func advanceClock(to time: Timestamp) -> Timestamp {
    let claim = clock.claim
    let time = clock.advance(to: time, limits.clockTolerance, limits.clockLeap)
    if claim != nil, clock.claim == nil, lastSlot < heads.count {
      // The last frame was right about the time; or else its connection lives a little longer.
      heads[lastSlot].lastSeen = time
    }
    return time
  }

  @inline(__always)
  private func slot(of segment: TCPSegment, _ hash: UInt64) -> Int? {
    var place = index.start(hash)
    while let slot = index.next(hash, at: &place) {
      if heads[slot].joins(segment.source, segment.destination) { return slot }
    }
    return nil
  }
}
