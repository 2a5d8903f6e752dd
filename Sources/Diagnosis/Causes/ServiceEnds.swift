import Bytes
import Packets
import Sessions

/// Which server ports served clients and then began to refuse connections.
struct ServiceEnds {
  private struct Last {
    var greeted: Timestamp?
    var refused: Timestamp?
  }

  private var last: [Endpoint: Last] = [:]

  init(_ sessions: [MailSession]) {
    for index in sessions.indices {
      let time = sessions[index].first.time
      if sessions[index].opening == .refused {
        last[sessions[index].server, default: Last()].refused = time
      } else if sessions[index].greeting.map({ !$0.isRefusal }) == true {
        last[sessions[index].server, default: Last()].greeted = time
      }
    }
  }

  /// Whether a port answers with RST after a time, and greets nobody any more.
  func isRefusing(_ server: Endpoint, after time: Timestamp) -> Bool {
    guard let last = last[server], let refused = last.refused, refused > time else { return false }
    return last.greeted.map { $0 <= time } ?? true
  }
}

extension RuleContext {
  /// What words mean that say the service is not there: it was shutting down where the port refuses
  /// connections from then on.
  func causes(
    of match: SignatureTable.Match, code: Int?, of session: MailSession, at stamp: Stamp
  ) -> [Cause] {
    let causes = match.signature.causes
    guard causes == [.unavailable], code == 421,
      serviceEnds.isRefusing(session.server, after: stamp.time)
    else { return causes }
    return [.shuttingDown]
  }
}
