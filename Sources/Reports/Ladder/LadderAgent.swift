import Bytes
import Packets
import Sessions

/// One column of a ladder: a client, by its own name where the capture shows it.
struct LadderAgent: Hashable, Sendable {
  var address: IPAddress
  /// What the client calls its computer, as a terminal may show it.
  var workstation: String?

  var name: String { workstation ?? address.description }

  /// Whether a user means this one.
  func isNamed(_ name: String) -> Bool {
    name.lowercased() == address.description || name.lowercased() == workstation?.lowercased()
  }
}

/// Tells which agent a session is of.
///
/// Several agents may share an address (behind a gateway, on a terminal server); sessions without
/// a name are of the address's only name, or of the address itself.
struct LadderAgents {
  private static let nameLimit = 64
  private var names: [IPAddress: Set<String>] = [:]

  init(_ sessions: [MailSession]) {
    for session in sessions {
      guard let name = Self.workstation(of: session) else { continue }
      names[session.client.address, default: []].insert(name)
    }
  }

  func agent(of session: MailSession) -> LadderAgent {
    let address = session.client.address
    let known = names[address] ?? []
    let only = known.count == 1 ? known.first : nil
    return LadderAgent(address: address, workstation: Self.workstation(of: session) ?? only)
  }

  /// The names of the agents of some sessions, in the order in which they came.
  func all(in sessions: [MailSession]) -> [String] {
    var seen: Set<LadderAgent> = []
    return sessions.map(agent).filter { seen.insert($0).inserted }.map(\.name)
  }

  private static func workstation(of session: MailSession) -> String? {
    session.authentications.lazy.compactMap(\.workstation).last { !$0.isEmpty }
      .map { terminalText($0, limit: nameLimit) }
  }
}
