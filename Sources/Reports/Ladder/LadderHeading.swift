import Bytes
import Diagnosis
import Packets
import Sessions

/// What stands above a ladder: whose it is, and who held the slots.
struct LadderHeading: Sendable {
  /// The account and what became of its sign-ins.
  let title: String
  /// Who held connections at the first refusal, all in one line; nil where nothing was refused.
  let holding: String?
  /// How many sessions are shown; nil where all are.
  let filtered: String?
  /// Accounts that are not shown; nil where there are none.
  let others: String?

  /// The server's name above its line.
  let server: String

  private static let nameLimit = 8

  init(
    account: String?, others: [String], servers: [Endpoint], agents: Int,
    choice: [LadderAccounts.Item], shown: Int?, holders: [(agent: LadderAgent, held: Int)]
  ) {
    let results = choice.flatMap { item in
      item.signIns.map { item.session.authentications[$0].result }
    }
    let accepted = results.count { $0 == .accepted }
    let refused = results.count { $0 == .refused || $0 == .error }
    let place = Self.place(of: servers)
    server = place
    let clients = Counted(agents, .client).description
    title =
      account.map { account in
        "\(account) at \(place): \(Counted(results.count, .signIn)) of \(clients),"
          + " \(accepted.grouped) accepted, \(refused.grouped) refused"
      }
      ?? "\(place): \(Counted(choice.count, .connection)) of \(clients), no sign-in"
    let held = holders.reduce(0) { $0 + $1.held }
    holding =
      holders.isEmpty
      ? nil
      : "Open at the first refusal: \(held), by "
        + Self.list(holders.map { "\($0.agent.name)×\($0.held)" }, of: holders.count)
    filtered = shown.map { "Shown: \(Counted($0, .session)) of \(choice.count.grouped)" }
    self.others =
      others.isEmpty
      ? nil : "Other accounts (--account NAME): " + Self.list(others, of: others.count)
  }

  private static func place(of servers: [Endpoint]) -> String {
    if servers.count == 1 { return "\(servers[0])" }
    let addresses = Set(servers.map(\.address))
    return addresses.count == 1 ? "\(servers[0].address)" : "\(addresses.count) servers"
  }

  /// All of it in lines of at most some columns.
  func lines(width: Int) -> [String] {
    [title, holding, others, filtered].compactMap(\.self).flatMap {
      TextLayout.wrapped($0, width: width)
    }
  }

  private static func list(_ names: [String], of count: Int) -> String {
    let more = count - nameLimit
    return names.prefix(nameLimit).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
