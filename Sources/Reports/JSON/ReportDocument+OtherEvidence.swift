import Bytes
import Diagnosis

extension ReportDocument {
  /// What a server's record says to an incident; clock values in seconds, log less capture.
  struct OtherEvidence: Encodable {
    struct Clock: Encodable {
      var ahead: Double
      var spread: Double
      var matches: Int
      var basis: String
      var zoneMinutes: OrNull<Int>
    }

    var file: String
    var line: Int
    var origin: String
    var says: String
    var effect: String
    var clock: OrNull<Clock>

    init(_ confirmation: Confirmation) {
      file = confirmation.file
      line = confirmation.line
      origin = confirmation.origin.description
      says = confirmation.statement.description
      effect = confirmation.effect.rawValue
      clock = OrNull(
        confirmation.clock.map {
          Clock(
            ahead: $0.ahead.seconds, spread: $0.spread.seconds, matches: $0.matches,
            basis: $0.basis == .sharedConnections ? "shared-connections" : "refusals",
            zoneMinutes: OrNull($0.zoneMinutes))
        })
    }
  }
}

extension LimitFinding.Basis {
  /// The word of the JSON contract.
  var word: String {
    switch self {
    case .stated: "stated"
    case .inferred: "inferred"
    case .settings: "settings"
    case .log: "log"
    }
  }
}
