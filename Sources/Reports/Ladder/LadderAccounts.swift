import Bytes
import Diagnosis
import Mail
import Packets
import Sessions

/// Whose sign-ins the sessions of a case are.
struct LadderAccounts {
  /// A session with the places of the sign-ins that are the account's.
  typealias Item = (session: MailSession, signIns: [Int])

  private struct Account {
    var name: String
    var signIns = 0
    var refused = 0
  }

  private let sessions: [MailSession]
  private var directory = AccountDirectory()
  /// The number of each sign-in's account, session by session; nil where several may have been.
  private var numbers: [[Int?]] = []
  private var accounts: [Int: Account] = [:]

  init(_ sessions: [MailSession]) {
    self.sessions = sessions.sorted {
      ($0.first.time, $0.capture, $0.first.frame) < ($1.first.time, $1.capture, $1.first.frame)
    }
    let namesakes = Namesakes(sessions, accounts: &directory)
    for session in self.sessions {
      var own: [Int?] = []
      for fact in session.authentications {
        let number = fact.account.map { directory.number(of: $0) } ?? namesakes.account(of: session)
        own.append(number)
        guard let number else { continue }
        var account = accounts[number] ?? Account(name: "")
        if account.name.isEmpty, let name = fact.account {
          account.name = terminalText(WireText(name.user), limit: 64)
        }
        account.signIns += 1
        if fact.result == .refused || fact.result == .error { account.refused += 1 }
        accounts[number] = account
      }
      numbers.append(own)
    }
  }

  /// The number of the account to show; nil where the captures show no sign-in at all.
  mutating func choose(_ wanted: AccountName?) throws(LadderProblem) -> Int? {
    if let wanted {
      let number = directory.number(of: wanted)
      guard accounts[number] != nil else {
        throw .noSuchAccount(known: ranked.map { name(of: $0) })
      }
      return number
    }
    return ranked.first
  }

  /// Numbers of accounts, what was refused most first.
  private var ranked: [Int] {
    accounts.sorted {
      ($1.value.refused, $1.value.signIns, $0.key) < ($0.value.refused, $0.value.signIns, $1.key)
    }.map(\.key)
  }

  func name(of number: Int) -> String { accounts[number]?.name ?? "" }

  func others(than number: Int?) -> [String] {
    ranked.filter { $0 != number }.map { name(of: $0) }
  }

  /// The account's sessions, and those that never came to a sign-in where they are likely its own:
  /// between its clients and its servers, or all of them where there is no other account.
  func sessions(of number: Int?) -> [Item] {
    guard let number else { return sessions.map { ($0, []) } }
    let own = sessions.indices.filter { numbers[$0].contains(number) }
    let clients = Set(own.map { sessions[$0].client.address })
    let servers = Set(own.map { sessions[$0].server.address })
    return sessions.indices.compactMap { index in
      let session = sessions[index]
      let signIns = numbers[index].indices.filter { numbers[index][$0] == number }
      if !signIns.isEmpty { return (session, signIns) }
      let isNear =
        accounts.count == 1
        || servers.contains(session.server.address) && clients.contains(session.client.address)
      return session.authentications.isEmpty && isNear ? (session, []) : nil
    }
  }
}
