package import Bytes

/// TEMP local stand-in until the Mail module lands.
package struct AccountName: Hashable, Sendable {
  package var user: String
  package var domain: String?
  package var mailbox: String?
  package init(user: String, domain: String?, mailbox: String?) {
    self.user = user
    self.domain = domain
    self.mailbox = mailbox
  }
}
extension AccountName {
  package func mayBeSame(as other: AccountName) -> Bool { user == other.user }
}

extension AccountName {
  package init(_ text: WireText) {
    let t = String(decoding: text.bytes, as: UTF8.self).lowercased()
    if let i = t.firstIndex(of: "\\") {
      self.init(user: String(t[t.index(after: i)...]), domain: String(t[..<i]), mailbox: nil)
    } else if let i = t.firstIndex(of: "@") {
      self.init(user: String(t[..<i]), domain: String(t[t.index(after: i)...]), mailbox: nil)
    } else {
      self.init(user: t, domain: nil, mailbox: nil)
    }
  }
}
