import Bytes
import Packets
import Streams

/// A wire with a `ConnectionTable` listening: frames go in, a log of events comes out.
///
/// Events are logged as text: `0 opened 10.0.0.1:1000>10.0.0.2:143`, `0 client "text"`,
/// `0 server gap 5 ack`, `0 client fin`, `0 closed fin`.
struct Wire {
  private(set) var table: ConnectionTable
  private(set) var log: [String] = []
  private(set) var summaries: [ConnectionSummary] = []
  private(set) var openings: [ConnectionOpening] = []
  private(set) var frame = 0
  /// Capture time, moved on by a millisecond a frame.
  var time = Timestamp(nanoseconds: 1_000_000_000_000)
  /// What the consumer says to each event, by its text.
  var interest: (String) -> Interest = { _ in .keep }
  private var identification: UInt16 = 0

  init(_ limits: StreamLimits = StreamLimits(), policy: OverlapPolicy = .first, seed: UInt64 = 1) {
    table = ConnectionTable(limits: limits, policy: policy, seed: seed)
  }

  /// A segment with the next IP identification.
  mutating func segment(
    from source: Endpoint, to destination: Endpoint, _ flags: TCPFlags, seq: UInt32,
    ack: UInt32 = 0, window: UInt16 = 65535
  ) -> TCPSegment {
    identification &+= 1
    return TCPSegment(
      source: source, destination: destination, sequenceNumber: seq, acknowledgementNumber: ack,
      flags: flags, window: window, identification: identification)
  }

  /// Puts a frame on the wire; `isDamaged` breaks its checksum, `isOffloaded` leaves it out.
  mutating func send(
    _ segment: TCPSegment, _ payload: [UInt8] = [], wireCount: Int? = nil, isDamaged: Bool = false,
    isOffloaded: Bool = false
  ) {
    var segment = segment
    segment.payloadCount = payload.count
    segment.payloadWireCount = wireCount ?? payload.count
    segment.checksum = Self.checksum(segment, payload) ^ (isDamaged ? 0x5555 : 0)
    if isOffloaded { segment.checksum = 0 }
    var tcp = [UInt8](repeating: 0, count: 20) + payload
    tcp[16] = UInt8(segment.checksum >> 8)
    tcp[17] = UInt8(segment.checksum & 0xff)
    frame += 1
    time = time.advanced(by: .milliseconds(1))
    var events = Events(interest: interest)
    table.receive(segment, tcp: tcp.span, at: Stamp(frame: frame, time: time)) { id, stamp, event in
      events.note(id, stamp, event)
    }
    take(events)
  }

  mutating func finish() {
    var events = Events(interest: interest)
    table.finish { id, stamp, event in events.note(id, stamp, event) }
    take(events)
  }

  mutating func wait(_ interval: Interval) { time = time.advanced(by: interval) }

  /// Lets time pass with nothing on the wire.
  mutating func advance(_ interval: Interval) {
    wait(interval)
    var events = Events(interest: interest)
    table.advance(to: time) { id, stamp, event in events.note(id, stamp, event) }
    take(events)
  }

  mutating func learnServer(_ endpoint: Endpoint) { table.learnServer(endpoint) }

  /// The log since it was last taken.
  mutating func takeLog() -> [String] {
    defer { log = [] }
    return log
  }

  private mutating func take(_ events: Events) {
    log += events.log
    summaries += events.summaries
    openings += events.openings
  }

  /// The checksum of a segment whose header is all zero (RFC 9293, section 3.1).
  private static func checksum(_ segment: TCPSegment, _ payload: [UInt8]) -> UInt16 {
    var sum = 6 + 20 + UInt64(segment.payloadWireCount)
    for address in [segment.source.address, segment.destination.address] {
      let low = address.isIPv4 ? address.low & 0xffff_ffff : address.low
      for shift in [0, 16, 32, 48] { sum += low >> shift & 0xffff }
      for shift in [0, 16, 32, 48] { sum += address.high >> shift & 0xffff }
    }
    for (index, byte) in payload.enumerated() { sum += UInt64(byte) << (index % 2 == 0 ? 8 : 0) }
    while sum > 0xffff { sum = sum >> 16 + sum & 0xffff }
    return ~UInt16(sum)
  }
}

/// Collects what a table reports of one call.
private struct Events {
  let interest: (String) -> Interest
  var log: [String] = []
  var summaries: [ConnectionSummary] = []
  var openings: [ConnectionOpening] = []

  mutating func note(_ id: ConnectionID, _ stamp: Stamp, _ event: StreamEvent) -> Interest {
    let text = "\(id.serial) \(text(event))"
    log.append(text)
    return interest(text)
  }

  private mutating func text(_ event: StreamEvent) -> String {
    switch event {
    case .opened(let opening):
      openings.append(opening)
      return "opened \(opening.client)>\(opening.server)"
    case .data(let side, let bytes):
      return "\(side) \"\(String(decoding: bytes.copy(), as: UTF8.self))\""
    case .passed(let side, let count): return "\(side) passed \(count)"
    case .gap(let side, let count, let reason): return "\(side) gap \(count) \(reason.name)"
    case .anomaly(let anomaly): return "\(anomaly.side) ! \(anomaly.kind.name)"
    case .ended(let side, let end): return "\(side) \(end)"
    case .closed(let summary):
      summaries.append(summary)
      return "closed \(summary.recordEnd.name)"
    }
  }
}
