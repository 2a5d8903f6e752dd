/// Which mail server software speaks, as far as its own words show.
package enum ServerFamily: String, Hashable, Sendable {
  case exchange
  case exchangeOnline = "exchange-online"
  case dovecot
  case cyrus
  case courier
  case gmail
  case yahoo
  case zimbra
  case hMailServer = "hmailserver"
  case kerio
  case domino
  case postfix
  case exim
  case sendmail
  case unknown

  /// The name as its makers write it.
  package var name: String {
    switch self {
    case .exchange: "Exchange"
    case .exchangeOnline: "Exchange Online"
    case .dovecot: "Dovecot"
    case .cyrus: "Cyrus IMAP"
    case .courier: "Courier"
    case .gmail: "Gmail"
    case .yahoo: "Yahoo"
    case .zimbra: "Zimbra"
    case .hMailServer: "hMailServer"
    case .kerio: "Kerio Connect"
    case .domino: "Domino"
    case .postfix: "Postfix"
    case .exim: "Exim"
    case .sendmail: "Sendmail"
    case .unknown: "The mail server"
    }
  }
}

/// A server's software: the family, and what it says of its version.
package struct ServerIdentity: Hashable, Sendable {
  package var family: ServerFamily
  /// The version as the server spells it (`3.0.5`), or the range that its words leave open
  /// (`2007-SE`, `service`); nil where they say nothing of it.
  package var versionText: String?

  package static let unknown = ServerIdentity(family: .unknown)

  package init(family: ServerFamily, versionText: String? = nil) {
    self.family = family
    self.versionText = versionText
  }
}
