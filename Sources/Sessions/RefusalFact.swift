package import Bytes
package import Mail

/// A refusal outside authentication: IMAP NO, BAD or BYE, SMTP 4xx or 5xx.
package struct RefusalFact: Sendable {
  package enum Place: Sendable {
    /// A tagged IMAP answer to the command of this name.
    case tagged(IMAPStatus, command: String?)
    case bye
    /// An SMTP reply, to the command of this name.
    case reply(Int, command: String?)
  }

  package var place: Place
  /// The words after the status or code.
  package var text: WireText
  package var stamp: Stamp

  package init(
    place: Place, text: WireText, stamp: Stamp
  ) {
    self.place = place
    self.text = text
    self.stamp = stamp
  }
}
