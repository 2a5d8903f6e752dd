/// Which mail protocol a session speaks.
package enum MailProtocol: String, Sendable {
  case imap
  case smtp
}
