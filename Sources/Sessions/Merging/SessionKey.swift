import Bytes
import Packets

/// Which connection a session is of, whichever capture shows it.
struct SessionKey: Hashable {
  var client: Endpoint
  var server: Endpoint
  /// The client's initial number: another connection between the same ports has another.
  var initialNumber: UInt32

  /// Nil where the capture did not see the client's SYN.
  init?(_ session: MailSession) {
    guard let number = session.initialNumbers.client else { return nil }
    client = session.client
    server = session.server
    initialNumber = number
  }
}

/// Two endpoints, whatever their connection.
struct PortPair: Hashable {
  var client: Endpoint
  var server: Endpoint

  init(_ session: MailSession) {
    client = session.client
    server = session.server
  }
}
