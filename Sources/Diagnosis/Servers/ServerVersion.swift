/// Which version of which mail server software remedies are for.
///
/// Three of them stay open (`exchange`, `exchange-2010`, `dovecot`): software that a greeting shows
/// without its version. Raw values are as the `--server` option spells them.
package enum ServerVersion: String, Hashable, Sendable, CaseIterable {
  case exchange
  case exchange2007 = "exchange-2007"
  case exchange2010 = "exchange-2010"
  case exchange2010RTM = "exchange-2010-rtm"
  case exchange2010SP1 = "exchange-2010-sp1"
  case exchange2010SP2 = "exchange-2010-sp2"
  case exchange2010SP3 = "exchange-2010-sp3"
  case exchange2013 = "exchange-2013"
  case exchange2016 = "exchange-2016"
  case exchange2019 = "exchange-2019"
  case exchangeSE = "exchange-se"
  case exchangeOnline = "exchange-online"
  case dovecot
  case dovecot23 = "dovecot-2.3"
  case dovecot24 = "dovecot-2.4"
  case cyrus
  case courier
  case gmail
  case yahoo
  case zimbra
  case hMailServer = "hmailserver"
  case kerio
  case postfix
  case exim
  case sendmail
  case unknown

  /// The versions that this may be, the oldest first; itself where it is not open.
  package var candidates: [ServerVersion] {
    switch self {
    case .exchange: Self.exchangeVersions
    case .exchange2010: Self.exchange2010Versions
    case .dovecot: [.dovecot23, .dovecot24]
    default: [self]
    }
  }

  /// Whether the version itself is not known, only the software.
  package var isOpen: Bool { candidates.count > 1 }

  package var family: ServerFamily {
    switch self {
    case .exchange, .exchange2007, .exchange2010, .exchange2010RTM, .exchange2010SP1,
      .exchange2010SP2, .exchange2010SP3, .exchange2013, .exchange2016, .exchange2019, .exchangeSE:
      .exchange
    case .exchangeOnline: .exchangeOnline
    case .dovecot, .dovecot23, .dovecot24: .dovecot
    case .cyrus: .cyrus
    case .courier: .courier
    case .gmail: .gmail
    case .yahoo: .yahoo
    case .zimbra: .zimbra
    case .hMailServer: .hMailServer
    case .kerio: .kerio
    case .postfix: .postfix
    case .exim: .exim
    case .sendmail: .sendmail
    case .unknown: .unknown
    }
  }

  /// The name as its makers write it.
  package var name: String {
    switch self {
    case .exchange2007: "Exchange 2007"
    case .exchange2010: "Exchange 2010"
    case .exchange2010RTM: "Exchange 2010 RTM"
    case .exchange2010SP1: "Exchange 2010 SP1"
    case .exchange2010SP2: "Exchange 2010 SP2"
    case .exchange2010SP3: "Exchange 2010 SP3"
    case .exchange2013: "Exchange 2013"
    case .exchange2016: "Exchange 2016"
    case .exchange2019: "Exchange 2019"
    case .exchangeSE: "Exchange SE"
    case .dovecot23: "Dovecot 2.3"
    case .dovecot24: "Dovecot 2.4"
    default: family.name
    }
  }

  /// Every version of Exchange that customers install, the oldest first.
  package static let exchangeVersions: [ServerVersion] =
    [.exchange2007] + exchange2010Versions
    + [.exchange2013, .exchange2016, .exchange2019, .exchangeSE]

  package static let exchange2010Versions: [ServerVersion] = [
    .exchange2010RTM, .exchange2010SP1, .exchange2010SP2, .exchange2010SP3,
  ]

  /// The versions of installed Exchange from one on.
  static func exchange(from first: ServerVersion) -> [ServerVersion] {
    Array(exchangeVersions.drop { $0 != first })
  }

  /// Whether this is an installed Exchange not older than `first`.
  func isExchange(from first: ServerVersion) -> Bool { Self.exchange(from: first).contains(self) }
}
