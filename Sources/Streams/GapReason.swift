/// Why bytes are missing from a delivered stream.
package enum GapReason: Int, CaseIterable, Sendable {
  /// The peer acknowledged them: the receiver has them, the capture lost them.
  case acknowledged
  /// The connection or the capture ended with the hole open.
  case end
  /// A capture of one direction only: nothing filled the hole within `StreamLimits.holeTimeout`.
  case timeout
  /// A capture of one direction only: too much lay behind the hole (`StreamLimits`).
  case limit
  /// The snap length cut them off; the segment itself was seen.
  case snaplen

  /// The reason in one lower-case word, for reports.
  package var name: String {
    switch self {
    case .acknowledged: "ack"
    case .end: "end"
    case .timeout: "timeout"
    case .limit: "limit"
    case .snaplen: "snaplen"
    }
  }
}
