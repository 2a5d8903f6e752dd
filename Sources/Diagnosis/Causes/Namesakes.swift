import Mail
import Packets
package import Sessions

/// Who signs in where the capture lost the frame with the name.
///
/// A client that used one account only used it then too; else the only account of the server did.
package struct Namesakes {
  private struct Place: Hashable {
    var server: IPAddress
    var mailProtocol: MailProtocol
    /// Nil for all clients.
    var client: IPAddress?

    init(server: IPAddress, mailProtocol: MailProtocol, client: IPAddress?) {
      self.server = server
      self.mailProtocol = mailProtocol
      self.client = client
    }

    init(of session: MailSession) {
      self.init(
        server: session.server.address, mailProtocol: session.mailProtocol,
        client: session.client.address)
    }
  }

  /// The one account that was used at a place, under the name it had last, or several.
  private enum Use {
    case only(Account)
    case several
  }

  private struct Account {
    var number: Int
    var name: AccountName
    /// The last session that named it.
    var session: Int
  }

  private var uses: [Place: Use] = [:]

  package init(_ sessions: [MailSession], accounts: inout AccountDirectory) {
    for index in sessions.indices {
      for fact in sessions[index].authentications {
        guard let name = fact.account else { continue }
        let account = Account(number: accounts.number(of: name), name: name, session: index)
        note(.only(account), at: Place(of: sessions[index]))
      }
    }
    for (place, use) in uses {
      note(use, at: Place(server: place.server, mailProtocol: place.mailProtocol, client: nil))
    }
  }

  private mutating func note(_ use: Use, at place: Place) {
    guard case .only(let account) = use, let known = uses[place] else {
      uses[place] = use
      return
    }
    guard case .only(let other) = known else { return }
    if other.number != account.number {
      uses[place] = .several
    } else if other.session <= account.session {
      uses[place] = use
    }
  }

  /// The number of the account that a session without a name must have used; nil where several may.
  package func account(of session: MailSession) -> Int? { only(session)?.number }

  func name(of session: MailSession) -> AccountName? { only(session)?.name }

  private func only(_ session: MailSession) -> Account? {
    // The narrowest first.
    var place = Place(of: session)
    if case .only(let account) = uses[place] { return account }
    place.client = nil
    if case .only(let account) = uses[place] { return account }
    return nil
  }
}
