import Bytes
import Packets

/// What the record of a connection asks of its reassembler, besides taking segments.
extension Reassembler {
  /// Where the side's FIN is, if one has a place in its stream.
  @inline(__always)
  func fin(of side: Side) -> Int? { side == .client ? client.fin.value : server.fin.value }

  /// Whether the side's numbering begins with this SYN.
  func begins(_ side: Side, with number: SequenceNumber) -> Bool {
    side == .client ? client.begins(with: number) : server.begins(with: number)
  }

  /// Whether bytes that were seen before contradict these.
  func contradicts(_ bytes: Span<UInt8>, at number: SequenceNumber, from side: Side) -> Bool {
    side == .client
      ? client.contradicts(bytes, at: client.offset(of: number))
      : server.contradicts(bytes, at: server.offset(of: number))
  }

  /// Counts a copy of a frame.
  mutating func noteCopy(_ side: Side, payload count: Int) {
    withStream(side) { stream in
      stream.ledger[segments: .duplicateFrames] += 1
      stream.ledger[segments: .duplicateFrameBytes] += count
    }
  }

  /// Whether an acknowledgement number lies behind all that a side is known to have sent.
  @inline(__always)
  func isAhead(_ number: SequenceNumber, of side: Side) -> Bool {
    side == .client ? client.isBehind(number) : server.isBehind(number)
  }

  /// Takes a SYN for what it says about the connection's life only; nothing is reported.
  mutating func greet(
    _ segment: TCPSegment, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext
  ) -> HandshakeStep {
    context.now = time
    let none = Payload(Span(), wireCount: 0)
    return side == .client
      ? client.greet(segment, none, peer: &server, &handshake, &context) { _, _ in false }
      : server.greet(segment, none, peer: &client, &handshake, &context) { _, _ in false }
  }

  /// Gives up everything that is held or remembered.
  mutating func release(_ context: inout ReassemblyContext) {
    client.release(&context)
    server.release(&context)
    handshake.synCandidates = []
    handshake.synACKCandidates = []
  }

  /// Gives the delivered bytes back that are remembered for comparison.
  mutating func releaseHistory(_ context: inout ReassemblyContext) {
    client.history.release(&context)
    server.history.release(&context)
  }
}
