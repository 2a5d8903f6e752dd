package import Bytes
package import Packets

/// A mail line and the frame that completes it.
package struct TraceLine: Sendable {
  package var stamp: Stamp
  package var source: Endpoint
  package var destination: Endpoint
  package var mailProtocol: MailProtocol
  package var side: Side
  /// The line, secrets and message text already replaced.
  package var text: WireText

  package init(
    stamp: Stamp, source: Endpoint, destination: Endpoint, mailProtocol: MailProtocol, side: Side,
    text: WireText
  ) {
    self.stamp = stamp
    self.source = source
    self.destination = destination
    self.mailProtocol = mailProtocol
    self.side = side
    self.text = text
  }
}
