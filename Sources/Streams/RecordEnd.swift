/// Why a table gave a connection's record up.
package enum RecordEnd: Int, CaseIterable, Sendable {
  /// Both sides had sent their FIN.
  case fin
  /// A RST had ended or refused it.
  case reset
  /// Nothing came for too long (`StreamLimits.idleTimeout`, `.handshakeTimeout`).
  case timeout
  /// The table was full (`StreamLimits.connections`).
  case evicted
  /// Its endpoints began another connection.
  case replaced
  case endOfCapture

  /// The reason in one word, for reports.
  package var name: String {
    switch self {
    case .fin: "fin"
    case .reset: "rst"
    case .timeout: "timeout"
    case .evicted: "evicted"
    case .replaced: "replaced"
    case .endOfCapture: "endOfCapture"
    }
  }
}
