package import Bytes
package import Packets

/// The two streams of one TCP connection, put together from its segments.
///
/// Passive and eager: bytes are lent on as soon as everything before them was, and never change
/// afterwards. Nothing is lost silently: every byte known to have existed is delivered, inside a
/// declared gap, or counted under an anomaly. A segment that the receiver must refuse never
/// reaches the stream (RFC 9293, section 3.10.7; RFC 5961; RFC 7323).
package struct Reassembler {
  package internal(set) var client = StreamDirection(side: .client)
  package internal(set) var server = StreamDirection(side: .server)
  var handshake = Handshake()

  package init() {}

  /// The connection that a segment begins in place of an older one.
  package init(after succession: Succession) {
    guard let syn = succession.confirmed else { return }
    withStream(syn.side) { stream in
      stream.number(from: syn.number)
      stream.marks.insert(.greeted)
      stream.announce(syn.windowScale)
    }
  }

  /// The stream that a side sends.
  package subscript(side: Side) -> StreamDirection { side == .client ? client : server }

  /// Whether both sides sent their FIN, or one a RST that counts.
  package var isOver: Bool {
    client.isFinished && server.isFinished || client.isReset || server.isReset
  }

  /// Takes a segment that `side` sent.
  ///
  /// Returns a succession if it begins another connection; it is not part of this one then.
  @inline(__always)
  package mutating func receive(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    checksum: ChecksumState, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Succession? {
    let isExpected = takeExpected(
      segment, payload, from: side, checksum: checksum, at: time, &context, output)
    if isExpected { return nil }
    tick(time, &context, output)
    let isAdmitted =
      side == .client
      ? client.admits(segment, payload, checksum, output)
      : server.admits(segment, payload, checksum, output)
    guard isAdmitted else { return nil }
    return resume(segment, payload, from: side, at: time, &context, output)
  }

  /// Takes a segment that `side` sent if it is just what comes next; false, with nothing changed,
  /// where it has to be looked at.
  private mutating func takeExpected(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side,
    checksum: ChecksumState, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Bool {
    context.now = time
    return side == .client
      ? client.takeExpected(
        segment, payload, checksum, peer: &server, handshake, &context, output)
      : server.takeExpected(
        segment, payload, checksum, peer: &client, handshake, &context, output)
  }

  /// Takes a segment that was admitted: the rest of `receive`.
  package mutating func resume(
    _ segment: TCPSegment, _ payload: borrowing Payload, from side: Side, at time: Timestamp,
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) -> Succession? {
    context.now = time
    return side == .client
      ? client.receive(segment, payload, peer: &server, &handshake, &context, output)
      : server.receive(segment, payload, peer: &client, &handshake, &context, output)
  }

  /// Lets the passing of time act.
  package mutating func tick(
    _ time: Timestamp, _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    context.now = time
    client.tick(&context, output)
    server.tick(&context, output)
  }

  /// The connection is over or the capture is: delivers what is held, with gaps where nothing is.
  package mutating func finish(
    _ context: inout ReassemblyContext, _ output: ReassemblyOutput
  ) {
    client.flush(&context, output)
    server.flush(&context, output)
  }

  /// Changes the stream that a side sends.
  mutating func withStream(_ side: Side, _ body: (inout StreamDirection) -> Void) {
    if side == .client { body(&client) } else { body(&server) }
  }
}
