/// TEMP local stand-in until the Mail module lands.
package struct AccountName: Hashable, Sendable {
  package var user: String
  package var domain: String?
  package var mailbox: String?
  package init(user: String, domain: String?, mailbox: String?) { self.user = user; self.domain = domain; self.mailbox = mailbox }
}
extension AccountName {
  package func mayBeSame(as other: AccountName) -> Bool { user == other.user }
}
