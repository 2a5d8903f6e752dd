import Bytes
import Packets
import Streams

/// Segments of four connections in any order, with numbers near those that fit.
///
/// Input: three bytes of options, then eight bytes for each segment; see `SegmentScript`.
enum StreamFuzz {
  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    var reader = InputReader(input)
    let policies = OverlapPolicy.allCases
    let policy = policies[Int(reader.byte()) % policies.count]
    let limits = limits(reader.byte())
    let options = reader.byte()
    var table = ConnectionTable(limits: limits, policy: policy, seed: UInt64(options))
    var script = SegmentScript(isConsistent: options & 1 == 0)
    let log = StreamLog(
      checksBytes: options & 1 == 0, ignoresAfter: options & 2 == 0 ? .max : Int(options >> 4))
    if options & 4 != 0 { table.learnServer(SegmentScript.server) }
    var frame = 0
    while !reader.isAtEnd {
      frame += 1
      let (segment, tcp) = script.next(&reader)
      if segment.flags.contains(.syn) { log.noteSYN() }
      let stamp = Stamp(frame: frame, time: script.time)
      table.receive(segment, tcp: tcp.span, at: stamp) { log.take($0, $2) }
      if segment.urgentPointer == 1 { table.advance(to: script.time) { log.take($0, $2) } }
      if let fault = log.fault { throw FuzzFinding(words: fault) }
    }
    try checkBooks(table.statistics, "before the end")
    table.finish { log.take($0, $2) }
    if let fault = log.fault { throw FuzzFinding(words: fault) }
    let books = table.statistics
    try checkBooks(books, "at the end")
    try require(books.active == 0 && log.open.isEmpty, "\(books.active) connections left open")
    try require(books.heldBytes == 0, "\(books.heldBytes) bytes still held")
    try require(books.historyBytes == 0, "\(books.historyBytes) bytes still remembered")
    try require(books.segments == frame, "\(books.segments) segments of \(frame)")
  }

  private static func limits(_ choice: UInt8) -> StreamLimits {
    var limits = StreamLimits()
    if choice & 1 != 0 { limits.outOfOrderBytes = 128 }
    if choice & 2 != 0 { limits.outOfOrderSegments = 4 }
    if choice & 4 != 0 { limits.connections = 2 }
    if choice & 8 != 0 { limits.tableOutOfOrderBytes = 256 }
    if choice & 16 != 0 { limits.historyBytes = 64 }
    if choice & 32 != 0 { limits.tableHistoryBytes = 128 }
    if choice & 64 != 0 { limits.handshakeCandidates = 1 }
    if choice & 128 != 0 { limits.declaredGaps = 1 }
    return limits
  }

  private static func checkBooks(_ books: StreamStatistics, _ when: String) throws(FuzzFinding) {
    try require(books.imbalances.isEmpty, "\(when): " + books.imbalances.joined(separator: "; "))
  }
}
