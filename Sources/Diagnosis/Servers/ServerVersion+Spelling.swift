/// How people write versions: `exchange-2010-sp2`, `2010-sp1`, `2013`, `se`, `online`.
extension ServerVersion {
  /// - Parameter spelling: in any case, with spaces, dots or hyphens between its words.
  package init?(spelling: String) {
    guard spelling.utf8.count <= 40 else { return nil }
    let words = spelling.lowercased().split { " -_".contains($0) }
    let key = words.joined(separator: "-")
    if let version = Self(rawValue: key) ?? Self(rawValue: "exchange-" + key) {
      self = version
    } else if let version = Self.others[key] {
      self = version
    } else {
      return nil
    }
  }

  /// Names that are no raw value with or without `exchange-`.
  private static let others: [String: ServerVersion] = [
    "2010-sp0": .exchange2010RTM, "exchange-2010-sp0": .exchange2010RTM,
    "exchange-subscription-edition": .exchangeSE, "subscription-edition": .exchangeSE,
    "o365": .exchangeOnline, "office365": .exchangeOnline, "m365": .exchangeOnline,
    "microsoft365": .exchangeOnline, "exo": .exchangeOnline,
    "dovecot-2.2": .dovecot23, "cyrus-imap": .cyrus, "cyrus-imapd": .cyrus,
    "courier-imap": .courier, "kerio-connect": .kerio, "aol": .yahoo,
  ]
}
