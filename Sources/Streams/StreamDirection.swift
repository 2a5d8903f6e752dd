import Bytes

/// The stream that one side of a connection sends, as far as it is known.
///
/// Offsets count from the initial sequence number: 0 is the SYN, 1 the first byte. A stream picked
/// up without its SYN begins at 1 as well, with the first byte that is seen or acknowledged.
package struct StreamDirection {
  /// What is known about the stream, one bit each.
  struct Marks: OptionSet {
    var rawValue: UInt16

    /// Its numbering is known, from a SYN or by the pick-up.
    static let numbered = Marks(rawValue: 1)
    /// The numbering is a guess from the pick-up.
    static let midstream = Marks(rawValue: 1 << 1)
    /// The other direction is captured: what is not acknowledged may still come.
    static let acknowledgementsVisible = Marks(rawValue: 1 << 2)
    /// The FIN was reached in order.
    static let finished = Marks(rawValue: 1 << 3)
    static let refused = Marks(rawValue: 1 << 4)
    static let reset = Marks(rawValue: 1 << 5)
    static let hasTimestamp = Marks(rawValue: 1 << 6)
    static let hasWindowScale = Marks(rawValue: 1 << 7)
    static let hasHole = Marks(rawValue: 1 << 8)
    static let offloadReported = Marks(rawValue: 1 << 9)
    /// Its SYN was seen.
    static let greeted = Marks(rawValue: 1 << 10)
    /// Its SYN was a SYN-ACK.
    static let answered = Marks(rawValue: 1 << 11)
  }

  let side: Side
  var marks: Marks = []
  /// Announced by this side's SYN; at most 14 (RFC 7323, section 2.3).
  var windowScale: UInt8 = 0
  var initialNumber = SequenceNumber(0)
  /// The newest timestamp, for PAWS (RFC 7323, section 5.3).
  var recentTimestamp: UInt32 = 0
  /// The number of the SYN that `synPayload` came with: where another one turns out to be the true
  /// one, it is nobody's.
  var synPayloadNumber = SequenceNumber(0)
  /// The byte of the last zero-window probe; see `probe`.
  var probeByte: UInt8 = 0
  /// Everything before it was delivered or declared missing.
  package internal(set) var next = 1
  /// Behind the last byte that was ever accepted.
  var highestEnd = 0
  /// Behind the last byte before the FIN.
  var fin = OptionalOffset()
  /// Where the RST was that ended it.
  var reset = OptionalOffset()
  /// The highest offset that the peer acknowledged, and when.
  var acknowledged = OptionalOffset()
  var acknowledgedAt = Timestamp(nanoseconds: 0)
  /// Behind the last byte that the peer ever offered to take.
  var windowEdge = OptionalOffset()
  /// When the oldest hole opened, while there is one (`Marks.hasHole`).
  var holeSince = Timestamp(nanoseconds: 0)
  /// Where the last zero-window probe was; its byte counts only if it is acknowledged.
  var probe = OptionalOffset()
  /// The payload of the SYN, until the SYN-ACK says whether it was taken: at most one element.
  var synPayload: [HeldPayload] = []
  var outOfOrder = OutOfOrderBuffer()
  var history = DeliveredHistory()
  var gaps = DeclaredGaps()
  /// Bytes handed to the consumer.
  var delivered = 0
  /// Segments that left the checksum to the network card.
  var offloaded = 0
  /// All other counters.
  var ledger = Ledger()

  init(side: Side) { self.side = side }

  /// The counters as of now.
  package var counters: DirectionCounters {
    var counters = DirectionCounters()
    counters.extent = ledger[segments: .renumberedBytes] + next - 1
    counters.delivered = delivered
    counters.withheld = ledger[segments: .withheldBytes]
    counters.held = outOfOrder.knownBytes
    counters.ledger = ledger
    counters.ledger[anomaly: .checksumOffload] = offloaded
    return counters
  }

  /// How the stream ended, and at which offset.
  package var end: (StreamEnd, offset: Int?)? {
    if marks.contains(.refused) { return (.refused, nil) }
    if let reset = reset.value { return (.reset, reset) }
    return marks.contains(.finished) ? (.fin, fin.value) : nil
  }

  var isNumbered: Bool { marks.contains(.numbered) }
  var isMidstream: Bool { marks.contains(.midstream) }
  var isFinished: Bool { marks.contains(.finished) }
  /// Whether a RST ended it, or refused it from the start.
  var isReset: Bool { !marks.isDisjoint(with: [.reset, .refused]) }

  /// Whether its numbering begins with this SYN's number.
  func begins(with number: SequenceNumber) -> Bool { isNumbered && initialNumber == number }

  /// Whether a hole is open.
  @inline(__always)
  var isWaiting: Bool {
    marks.contains(.hasHole) || acknowledged.isBehind(next) && !isFinished
  }

  /// The offset of a sequence number: of all that it may mean the nearest to `next`.
  @inline(__always)
  func offset(of number: SequenceNumber) -> Int {
    next + (initialNumber + next).distance(to: number)
  }

  /// Whether an acknowledgement of `number` covers bytes, or a FIN, that have not come.
  ///
  /// What was acknowledged before is missing for good, not late; and what no window offered is
  /// nothing to wait for.
  @inline(__always)
  func isBehind(_ number: SequenceNumber) -> Bool {
    guard isNumbered, !isMidstream, !isReset else { return false }
    let offset = offset(of: number)
    let known = max(next, highestEnd) + (fin.value == nil ? 0 : 1)
    guard offset > known, offset - known <= 1 << 20 else { return false }
    return (acknowledged.value ?? 0) < offset
  }

  /// Takes `number` for the SYN's, and starts at offset 1.
  mutating func number(from number: SequenceNumber) {
    initialNumber = number
    marks.insert(.numbered)
    marks.remove(.midstream)
    guard next != 1 else { return }
    // A guess from mid-stream was wrong: what the SYN begins is another stream.
    ledger[segments: .renumberedBytes] += next - 1
    next = 1
    history.restart()
    gaps.removeAll()
  }

  /// Picks the stream up where `first` is its first byte.
  mutating func pickUp(at first: SequenceNumber, _ output: ReassemblyOutput) {
    number(from: first - 1)
    marks.insert(.midstream)
    report(.midstream, output: output)
  }

  /// Counts and reports an anomaly of this stream.
  mutating func report(
    _ kind: AnomalyKind, at offset: Int? = nil, count: Int? = nil, output: ReassemblyOutput
  ) {
    ledger[anomaly: kind] += 1
    _ = output(side, .anomaly(StreamAnomaly(kind, side, offset: offset, count: count)))
  }

  /// Accounts for a payload that is not taken.
  mutating func refuse(_ payload: borrowing Payload, as fate: ByteFate) {
    guard payload.wireCount > 0 else { return }
    ledger[fate: fate] += payload.bytes.count
    ledger[fate: .cut] += payload.wireCount - payload.bytes.count
  }

  /// Takes a refusal back: the payload is taken after all.
  mutating func readmit(_ payload: borrowing Payload, refusedAs fate: ByteFate) {
    ledger[fate: fate] -= payload.bytes.count
    ledger[fate: .cut] -= payload.wireCount - payload.bytes.count
  }
}
