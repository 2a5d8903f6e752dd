package import Bytes
import Packets
package import Sessions

extension TraceLine {
  /// The line as Wireshark's packet list shows it, with a line break at its end.
  ///
  /// For example `10569 117.908423 10.4.4.95 IMAP  82 Response: A1 NO AUTHENTICATE failed.`
  /// Times count from the capture's first frame; `frameLength` is the length on the wire.
  package func text(
    frameLength: Int, captureStart: Timestamp, digits: Int, showsDestination: Bool
  ) -> String {
    let words =
      switch (mailProtocol, side) {
      case (.imap, .server): "Response: "
      case (.imap, .client): "Request: "
      case (.smtp, .server): "S: "
      case (.smtp, .client): "C: "
      }
    let time = seconds(stamp.time.since(captureStart), digits: digits)
    let destination = showsDestination ? " → \(destination.address)" : ""
    return "\(stamp.frame)".rightAligned(5) + " \(time) \(source.address)\(destination) "
      + mailProtocol.rawValue.uppercased() + " " + "\(frameLength)".rightAligned(3) + " " + words
      + terminalText(text) + "\n"
  }
}
