package import Bytes

/// An account's name in the form in which all mechanisms agree on it.
///
/// `CONTOSO\uccxmail`, `uccxmail@contoso.com` and `uccxmail` have one user. The shared mailbox
/// that Exchange takes behind it (`CONTOSO\uccxmail\sales`, `uccxmail@contoso.com/sales`) is kept
/// apart: limits count the user who signs in. ASCII letters are folded to lower case, others left.
package struct AccountName: Hashable, Sendable {
  /// The bare user, never empty; `uccxmail`.
  package var user: String
  /// A NetBIOS name (`contoso`) or a DNS one (`contoso.com`); nil where none was given.
  package var domain: String?
  /// The shared mailbox, or its alias.
  package var mailbox: String?

  package init(user: String, domain: String? = nil, mailbox: String? = nil) {
    self.user = user
    self.domain = domain
    self.mailbox = mailbox
  }
}

extension AccountName {
  /// The name in what a client sent, surrounding blanks and quotes left out; nil when it is empty.
  package init?(_ text: WireText) {
    self.init(String(decoding: Self.trimmed(text.bytes), as: UTF8.self))
  }

  // All that divides a name is ASCII: bytes are compared, as characters would take their tables.
  private init?(_ text: String) {
    var name = AccountName(user: "")
    let separator = UInt8(ascii: text.utf8.contains(UInt8(ascii: "\\")) ? "\\" : "/")
    let parts = text.utf8.split(separator: separator, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    if parts.count == 1 || !parts[0].utf8.contains(.at) {
      // DOMAIN\user, DOMAIN\user\mailbox, or the user alone.
      let hasDomain = parts.count > 1
      if hasDomain { name.domain = Self.domain(parts[0]) }
      name.user = parts[hasDomain ? 1 : 0]
      name.mailbox = Self.mailbox(parts.dropFirst(2), separator)
    } else {
      // user@domain, user@domain/mailbox.
      name.user = parts[0]
      name.mailbox = Self.mailbox(parts.dropFirst(1), separator)
    }
    if let at = name.user.utf8.lastIndex(of: .at), at != name.user.startIndex {
      let behind = name.user.utf8.index(after: at)
      name.domain = name.domain ?? Self.domain(String(name.user[behind...]))
      name.user = String(name.user[..<at])
    }
    name.user = Self.folded(name.user)
    if name.user.isEmpty { return nil }
    self = name
  }

  /// A dot stands for the machine itself: as good as none.
  private static func domain(_ text: String) -> String? {
    text.isEmpty || text == "." ? nil : folded(text)
  }

  private static func mailbox(_ parts: ArraySlice<String>, _ separator: UInt8) -> String? {
    let mailbox = parts.joined(separator: String(Unicode.Scalar(separator)))
    return mailbox.isEmpty ? nil : folded(mailbox)
  }

  /// Only ASCII letters: other scripts' case rules differ between systems.
  private static func folded(_ text: String) -> String {
    String(decoding: text.utf8.map(\.lowerCased), as: UTF8.self)
  }

  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while let first = rest.first, isPadding(first) { rest.removeFirst() }
    while let last = rest.last, isPadding(last) { rest.removeLast() }
    return rest
  }

  private static func isPadding(_ byte: UInt8) -> Bool {
    byte <= .space || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}

extension UInt8 {
  fileprivate static let at = UInt8(ascii: "@")
}

extension AccountName {
  /// Whether this and `other` may be one account: the same user, and no domains that rule it out.
  ///
  /// A missing domain may be any. `CONTOSO` may be `contoso.com` as well as `contoso.local`.
  package func mayBeSame(as other: AccountName) -> Bool {
    guard user == other.user else { return false }
    guard let domain, let otherDomain = other.domain else { return true }
    return domain == otherDomain || Self.firstLabel(domain) == Self.firstLabel(otherDomain)
      || Self.isSubdomain(domain, of: otherDomain) || Self.isSubdomain(otherDomain, of: domain)
  }

  /// What a domain's NetBIOS name is by default: its first label, cut to fifteen characters.
  private static func firstLabel(_ domain: String) -> Substring {
    (domain.split(separator: ".").first ?? "").prefix(15)
  }

  /// Whether `domain` is a DNS name below `parent`, which is one with a dot.
  private static func isSubdomain(_ domain: String, of parent: String) -> Bool {
    parent.contains(".") && domain.hasSuffix("." + parent)
  }
}
