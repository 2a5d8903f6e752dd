package import Mail

/// What a ladder shows of a capture.
package struct LadderSelection: Sendable {
  /// The account; nil takes the one that was refused most.
  package var account: AccountName?
  /// Addresses or names of agents, in any case; empty takes all.
  package var agents: [String]
  /// Whether only sessions with a refusal are shown.
  package var refusedOnly: Bool

  package init(account: AccountName? = nil, agents: [String] = [], refusedOnly: Bool = false) {
    self.account = account
    self.agents = agents
    self.refusedOnly = refusedOnly
  }
}

/// Why there is no ladder to show.
package enum LadderProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case noSessions
  /// With the accounts that there are.
  case noSuchAccount(known: [String])
  /// With the agents that there are.
  case noSuchAgent(String, known: [String])
  case nothingRefused

  /// Names that a message lists.
  private static let nameLimit = 12

  package var description: String {
    switch self {
    case .noSessions: "no IMAP or SMTP connection is in the capture"
    case .noSuchAccount(let known):
      known.isEmpty
        ? "no sign-in is visible in the capture"
        : "no sign-in of this account; there are: \(Self.list(known))"
    case .noSuchAgent(let name, let known):
      "no agent \(terminalText(name)) signs in; there are: \(Self.list(known))"
    case .nothingRefused: "nothing is refused: leave out --refused to see what was accepted"
    }
  }

  private static func list(_ names: [String]) -> String {
    let more = names.count - nameLimit
    return names.prefix(nameLimit).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
