/// Which mail protocol a session speaks.
package enum MailProtocol: String, Codable, Sendable {
  case imap
  case smtp
}
