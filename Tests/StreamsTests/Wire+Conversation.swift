import Packets

extension Endpoint {
  /// `10.0.0.host` and a port.
  static func host(_ host: UInt32, _ port: UInt16) -> Endpoint {
    Endpoint(address: IPAddress(v4: 0x0a00_0000 + host), port: port)
  }
}

/// Two hosts that talk over a `Wire`; each keeps its own numbers.
struct Conversation {
  let client: Endpoint
  let server: Endpoint
  /// The next number of either side.
  var clientNext: UInt32
  var serverNext: UInt32

  init(
    _ client: Endpoint = .host(1, 1000), _ server: Endpoint = .host(2, 143), isn: UInt32 = 5000
  ) {
    self.client = client
    self.server = server
    clientNext = isn
    serverNext = isn &+ 100_000
  }

  /// The three segments of the handshake.
  mutating func open(_ wire: inout Wire) {
    syn(&wire)
    synACK(&wire)
    wire.send(segment(&wire, fromClient: true))
  }

  mutating func syn(_ wire: inout Wire) {
    wire.send(wire.segment(from: client, to: server, .syn, seq: clientNext))
    clientNext &+= 1
  }

  mutating func synACK(_ wire: inout Wire) {
    wire.send(
      wire.segment(from: server, to: client, [.syn, .ack], seq: serverNext, ack: clientNext))
    serverNext &+= 1
  }

  /// A segment that acknowledges all, `behind` bytes before the sender's next number.
  func segment(
    _ wire: inout Wire, fromClient: Bool, _ flags: TCPFlags = .ack, behind: UInt32 = 0
  ) -> TCPSegment {
    fromClient
      ? wire.segment(
        from: client, to: server, flags, seq: clientNext &- behind, ack: serverNext)
      : wire.segment(
        from: server, to: client, flags, seq: serverNext &- behind, ack: clientNext)
  }

  mutating func say(_ text: String, fromClient: Bool, _ wire: inout Wire) {
    wire.send(segment(&wire, fromClient: fromClient, [.ack, .psh]), Array(text.utf8))
    skip(text.utf8.count, fromClient: fromClient)
  }

  /// Moves a side's numbers on over bytes that the capture does not see.
  mutating func skip(_ count: Int, fromClient: Bool) {
    if fromClient { clientNext &+= UInt32(count) } else { serverNext &+= UInt32(count) }
  }

  mutating func fin(fromClient: Bool, _ wire: inout Wire) {
    wire.send(segment(&wire, fromClient: fromClient, [.fin, .ack]))
    skip(1, fromClient: fromClient)
  }

  mutating func acknowledge(fromClient: Bool, _ wire: inout Wire) {
    wire.send(segment(&wire, fromClient: fromClient))
  }

  /// FIN from the client, FIN from the server, the last acknowledgement.
  mutating func close(_ wire: inout Wire) {
    fin(fromClient: true, &wire)
    fin(fromClient: false, &wire)
    acknowledge(fromClient: true, &wire)
  }
}
