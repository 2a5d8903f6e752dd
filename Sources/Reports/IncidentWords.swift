import Bytes
package import Diagnosis
import Packets

extension Incident {
  /// A name that the same capture always gives the same incident.
  ///
  /// FNV-1a over what makes the incident: cause, server, account, clients and first frame's time.
  package var id: String {
    let parts =
      [cause.rawValue, server.description, account ?? "", "\(start.nanoseconds)"]
      + clients.map(\.description)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in parts.joined(separator: "\u{1f}").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Reservation {
  /// What the capture cannot show, as a sentence.
  package var sentence: Sentence {
    switch self {
    case .oneClientOnly(let client):
      "all mail traffic here comes from \(client): connections of other clients are not in it"
    case .sessionsBeforeCapture(let count):
      count == 1
        ? "\(count) session was open before the capture began; who signed in there is not seen"
        : "\(count) sessions were open before the capture began; who signed in there is not seen"
    case .encryptedSessions(let count):
      count == 1
        ? "sign-ins inside TLS (\(count) session seen)"
        : "sign-ins inside TLS (\(count) sessions seen)"
    case .missingBytes(let count):
      "\(count) bytes of mail streams that the capture lost"
    case .clocksApart(let captures):
      captures.count == 1
        ? "what was open at one time over all captures: one of them shares no connection with the"
          + " others, and its clock is taken as it is"
        : "what was open at one time over all captures: \(captures.count) of them share no"
          + " connection with the others, and their clocks are taken as they are"
    case .nearUsualValue(let known, let missing):
      missing == 1
        ? "whether one more connection of the account (the UCCX server's own, say) was open all the"
          + " time: then it is \(known.setting) = \(known.value), as it ships"
        : "whether \(missing) more connections of the account (the UCCX server's own, say) were open"
          + " all the time: then it is \(known.setting) = \(known.value), as it ships"
    case .limitLifted(let time):
      "what the limit was from frame \(time.first.frame) to frame \(time.last.frame):"
        + " \(time.signIns) sign-ins were let in above it"
    case .oneDirection(.server): "what the clients sent: only the server's direction was captured"
    case .oneDirection(.client): "what the server sent: only the clients' direction was captured"
    }
  }
}

extension Incident {
  /// The one thing that would turn a suspicion into a verdict; nil where nothing is open.
  package var decidingQuestion: Sentence? {
    guard confidence < Diagnosis.suspected || reservations.contains(where: \.isOneClientOnly) else {
      return nil
    }
    switch cause {
    case .connectionsPerUser, .rejected, .lockedOrDisabled, .storeSessions:
      return "do other agents sign in with the same account at the same time? Then it is a limit"
        + " (run again with --known others-sign-in). A capture on the server's span port, or"
        + " UserConnectionLimitReached in the IMAP4 protocol log, settles it."
    case .unreachable:
      return "does any client reach this server? Capture on the server's side as well."
    default: return nil
    }
  }
}

extension Reservation {
  fileprivate var isOneClientOnly: Bool {
    if case .oneClientOnly = self { true } else { false }
  }
}
