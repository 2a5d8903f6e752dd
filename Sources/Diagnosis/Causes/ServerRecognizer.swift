import Bytes
import Packets
import Sessions

/// Tells which software a server runs from what it said on all its connections.
struct ServerRecognizer {
  private var votes: [Endpoint: [ServerFamily: Int]] = [:]

  init(_ sessions: [MailSession], signatures: SignatureTable) {
    for index in sessions.indices {
      for family in Self.families(of: sessions[index], signatures: signatures) {
        votes[sessions[index].server, default: [:]][family, default: 0] += 1
      }
    }
  }

  /// The family that most connections to this port speak for.
  func family(of server: Endpoint) -> ServerFamily {
    let own = votes[server] ?? [:]
    return own.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .unknown
  }

  private static func families(
    of session: MailSession, signatures: SignatureTable
  ) -> [ServerFamily] {
    var families: [ServerFamily] = []
    if let greeting = session.greeting {
      let match =
        if let code = greeting.code {
          signatures.match(reply: code, greeting.text)
        } else {
          signatures.match(greeting.text, at: .greeting)
        }
      if let family = match?.signature.serverFamily { families.append(family) }
      if greeting.code != nil, let family = banner(greeting.text) { families.append(family) }
    }
    for authentication in session.authentications {
      guard let response = authentication.response,
        let match = signatures.match(authenticationResponse: response, family: .unknown),
        let family = match.signature.serverFamily
      else { continue }
      families.append(family)
    }
    return families
  }

  /// SMTP banners name their software in words of their own.
  private static func banner(_ text: WireText) -> ServerFamily? {
    let names: [(String, ServerFamily)] = [
      ("microsoft esmtp mail service", .exchange), ("postfix", .postfix), ("exim", .exim),
      ("sendmail", .sendmail), ("hmailserver", .hMailServer), ("zimbra", .zimbra),
      ("gsmtp", .gmail), ("dovecot", .dovecot), ("kerio", .kerio),
    ]
    let words = String(decoding: text.bytes, as: UTF8.self).lowercased()
    return names.first { words.contains($0.0) }?.1
  }
}
