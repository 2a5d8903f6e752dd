/// What the usual ports stand for: a hint where nothing was said, never a judgement.
package enum MailPorts {
  /// The protocol that servers on this port speak, inside TLS or not.
  package static func usualProtocol(of port: UInt16) -> MailProtocol? {
    switch port {
    case 143, 993, 1993: .imap
    case 25, 465, 587, 2525: .smtp
    default: nil
    }
  }

  /// The ports that tell which side is the server where a handshake was not captured.
  package static let servers: Set<UInt16> = [25, 110, 143, 465, 587, 993, 995, 1993, 2525]
}
