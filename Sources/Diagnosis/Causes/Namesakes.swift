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
  }

  private var names: [Place: [Int: AccountName]] = [:]

  package init(_ sessions: [MailSession], accounts: inout AccountDirectory) {
    for index in sessions.indices {
      for fact in sessions[index].authentications {
        guard let name = fact.account else { continue }
        let number = accounts.number(of: name)
        for place in Self.places(of: sessions[index]) { names[place, default: [:]][number] = name }
      }
    }
  }

  /// The number of the account that a session without a name must have used; nil where several may.
  package func account(of session: MailSession) -> Int? { only(session)?.key }

  func name(of session: MailSession) -> AccountName? { only(session)?.value }

  private func only(_ session: MailSession) -> (key: Int, value: AccountName)? {
    for place in Self.places(of: session) {
      if let found = names[place], found.count == 1, let name = found.first { return name }
    }
    return nil
  }

  /// The narrowest first.
  private static func places(of session: MailSession) -> [Place] {
    let server = session.server.address
    return [
      Place(server: server, mailProtocol: session.mailProtocol, client: session.client.address),
      Place(server: server, mailProtocol: session.mailProtocol, client: nil),
    ]
  }
}
