package import Bytes

/// An account's name in the form in which all mechanisms agree on it.
///
/// `CONTOSO\uccxmail`, `uccxmail@contoso.com` and `uccxmail` have one user. The shared mailbox
/// that Exchange takes behind it (`CONTOSO\uccxmail\sales`, `uccxmail@contoso.com/sales`) is kept
/// apart: limits count the user who signs in. ASCII letters are folded to lower case, others left.
package struct AccountName: Codable, Hashable, Sendable {
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
  ///
  /// All that divides a name is ASCII: bytes are compared, as characters would take their tables.
  package init?(_ text: WireText) {
    let bytes = Self.trimmed(text.bytes)
    let separator = bytes.contains(UInt8(ascii: "\\")) ? UInt8(ascii: "\\") : UInt8(ascii: "/")
    let first = bytes.prefix { $0 != separator }
    var rest: ArraySlice<UInt8>? =
      first.endIndex < bytes.endIndex ? bytes[(first.endIndex + 1)...] : nil
    var user = first
    var domain: String?
    if let behind = rest, !first.contains(.at) {
      // DOMAIN\user, DOMAIN\user\mailbox; else user@domain, user@domain/mailbox, the user alone.
      domain = Self.domain(first)
      user = behind.prefix { $0 != separator }
      rest = user.endIndex < behind.endIndex ? behind[(user.endIndex + 1)...] : nil
    }
    if let at = user.lastIndex(of: .at), at != user.startIndex {
      domain = domain ?? Self.domain(user[(at + 1)...])
      user = user[..<at]
    }
    guard !user.isEmpty else { return nil }
    self.init(
      user: Self.folded(user), domain: domain,
      mailbox: rest.flatMap { $0.isEmpty ? nil : Self.folded($0) })
  }

  /// A dot stands for the machine itself: as good as none.
  private static func domain(_ text: ArraySlice<UInt8>) -> String? {
    text.isEmpty || text.elementsEqual(".".utf8) ? nil : folded(text)
  }

  /// Only ASCII letters: other scripts' case rules differ between systems.
  private static func folded(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.map(\.lowerCased), as: UTF8.self)
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
