package import Bytes
package import Mail

/// A refusal outside authentication: IMAP NO, BAD or BYE, SMTP 4xx or 5xx.
package struct RefusalFact: Codable, Sendable {
  package enum Place: Codable, Sendable {
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
  /// From the request's last byte to the answer's first; nil where none was asked for.
  package var delay: Interval?
  /// Bytes of the IMAP command's lines; nil where they were not seen.
  package var commandBytes: Int?

  package init(
    place: Place, text: WireText, stamp: Stamp, delay: Interval? = nil, commandBytes: Int? = nil
  ) {
    self.place = place
    self.text = text
    self.stamp = stamp
    self.delay = delay
    self.commandBytes = commandBytes
  }

  /// The command that was refused, where it is known.
  package var command: String? {
    switch place {
    case .tagged(_, let command), .reply(_, let command): command
    case .bye: nil
    }
  }
}
