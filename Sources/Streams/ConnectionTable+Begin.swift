import Bytes
import Packets

extension ConnectionTable {
  /// Takes the first segment of a connection, if it is worth a record.
  mutating func begin(
    _ segment: TCPSegment, _ payload: borrowing Payload, _ digest: SegmentDigest,
    tcp: Span<UInt8>, at time: Timestamp, _ events: StreamEvents
  ) {
    if let reason = objection(to: segment, payload.wireCount, tcp) {
      books.untracked[reason.rawValue] += 1
      books.untrackedBytes += payload.wireCount
      if segment.flags.contains(.rst), segment.flags.contains(.ack) {
        orphans.remember(segment, at: now)
      }
      return
    }
    let orphan = orphans.take(refusing: segment, at: now)
    let key = ConnectionKey(segment.source, segment.destination)
    let slot = open(segment, key: key, at: time, syn: nil, events)
    follow(slot, segment, payload, digest.frame, tcp: tcp, at: time, events)
    if let orphan { adopt(orphan.0, in: slot, at: time, events) }
  }

  /// Takes a RST that stood before its SYN; it was counted as untracked when it came.
  private mutating func adopt(
    _ reset: TCPSegment, in slot: Int, at time: Timestamp, _ events: StreamEvents
  ) {
    let none: [UInt8] = []
    books.untracked[UntrackedReason.bare.rawValue] -= 1
    books.untrackedBytes -= reset.payloadWireCount
    follow(
      slot, reset, Payload(none.span, wireCount: reset.payloadWireCount),
      hash.fingerprint(reset), tcp: none.span, at: time, events)
  }

  /// Closes a connection and begins the one that a segment of it turned out to belong to.
  mutating func replace(
    _ slot: Int, _ segment: TCPSegment, _ payload: borrowing Payload, tcp: Span<UInt8>,
    after succession: Succession, at time: Timestamp, _ events: StreamEvents
  ) {
    let key = heads[slot].key
    let syn = succession.confirmed?.stamp
    close(slot, .replaced, events)
    let slot = open(segment, key: key, at: time, syn: syn, events)
    bodies[slot].reassembler = Reassembler(after: succession)
    guard !heads[slot].isIgnored else {
      follow(slot, segment, payload, hash.fingerprint(segment), tcp: tcp, at: time, events)
      return
    }
    let side = heads[slot].side(of: segment.source)
    var relay = EventRelay(id: id(slot), stamp: now)
    bodies[slot].resume(
      segment, payload, fingerprint: hash.fingerprint(segment), at: time, head: &heads[slot],
      &context, &relay, events)
    track(slot, payload.wireCount, from: side, relay)
  }

  /// Whether a SYN begins another connection although the reassembler would take it for this one.
  ///
  /// It speaks for one flow of known roles; a table knows better where a connection is over, was
  /// picked up in mid-stream, or has its client and server the wrong way round.
  func replaces(_ slot: Int, _ segment: TCPSegment, at time: Timestamp) -> Bool {
    guard segment.flags.isDisjoint(with: [.rst, .fin]), !segment.hasBadDataOffset else {
      return false
    }
    let head = heads[slot]
    let side = head.side(of: segment.source)
    let isGuess = head.marks.isDisjoint(with: [.synSeen, .synACKSeen])
    guard !segment.flags.contains(.ack) else { return side == .client && isGuess }
    if side == .server, isGuess || head.isOver { return true }
    let number = SequenceNumber(segment.sequenceNumber)
    let isKnown = bodies[slot].reassembler.begins(side, with: number)
    guard !isKnown else { return false }
    if head.isOver { return true }
    // Merged taps deliver a SYN after its data, but not by so much.
    let isLate = time.since(head.lastSeen) >= .seconds(1)
    return isGuess && isLate && head.payload.client + head.payload.server > 0
  }

  /// Why a segment is not worth a record, if so.
  private mutating func objection(
    to segment: TCPSegment, _ count: Int, _ tcp: Span<UInt8>
  ) -> UntrackedReason? {
    let flags = segment.flags
    guard !segment.hasBadDataOffset else { return .badHeader }
    if flags.contains(.syn) {
      guard flags.isDisjoint(with: [.rst, .fin]) else { return .badFlags }
    } else {
      guard !flags.isDisjoint(with: [.ack, .rst]) else { return .badFlags }
      // A RST tells of no open connection, whatever its port.
      guard !flags.contains(.rst) else { return .bare }
      guard count > 0 || isServer(segment.source) || isServer(segment.destination) else {
        return .bare
      }
    }
    // Where most are wrong they do not tell damage.
    guard context.validChecksums > context.invalidChecksums else { return nil }
    switch TCPChecksum.verify(segment, tcp: tcp) {
    case .valid, .offloaded, .unverifiable: return nil
    case .invalid:
      context.invalidChecksums += 1
      return .badChecksum
    }
  }

  /// Makes the record of a new connection and tells the consumer.
  private mutating func open(
    _ segment: TCPSegment, key: ConnectionKey, at time: Timestamp, syn: Stamp?,
    _ events: StreamEvents
  ) -> Int {
    let (client, server, roles) = roles(segment)
    var head = ConnectionHead(
      key: key, marks: [.inUse], serial: books.opened, lastSeen: time, last: now)
    if client == key.lower { head.marks.insert(.isClientLower) }
    var body = Connection(at: syn ?? now)
    body.roles = roles
    if syn != nil {
      head.marks.insert(.synSeen)
      body.synCount = 1
    }
    let slot = place(head, body, events)
    index.insert(hash.hash(key), slot)
    books.opened += 1
    books.mostActive = max(books.mostActive, index.count)
    let isSYN = segment.flags.contains(.syn) && !segment.flags.contains(.ack)
    let opening = ConnectionOpening(
      client: client, server: server, roles: roles, isSYNSeen: isSYN || syn != nil,
      stamp: body.first)
    if events(id(slot), now, .opened(opening)) == .ignore { ignore(slot) }
    return slot
  }

  /// Finds a slot for a record: a free one, a new one, or one that has to go.
  private mutating func place(
    _ head: ConnectionHead, _ body: Connection, _ events: StreamEvents
  ) -> Int {
    if freeSlots.isEmpty, heads.count >= max(1, limits.connections) { evict(events) }
    guard let slot = freeSlots.popLast() else {
      heads.append(head)
      bodies.append(body)
      dues.append(head.lastSeen.advanced(by: patience.glance))
      return heads.count - 1
    }
    heads[slot] = head
    bodies[slot] = body
    dues[slot] = head.lastSeen.advanced(by: patience.glance)
    return slot
  }

  /// Tells the client from the server by a connection's first segment.
  private func roles(
    _ segment: TCPSegment
  ) -> (client: Endpoint, server: Endpoint, ConnectionOpening.Roles) {
    let (source, destination) = (segment.source, segment.destination)
    if segment.flags.contains(.syn) {
      return segment.flags.contains(.ack)
        ? (destination, source, .handshake) : (source, destination, .handshake)
    }
    switch (isServer(source), isServer(destination)) {
    case (true, false): return (destination, source, .knownServer)
    case (false, true): return (source, destination, .knownServer)
    default: break
    }
    guard source.port == destination.port else {
      return source.port < destination.port
        ? (destination, source, .lowerPort) : (source, destination, .lowerPort)
    }
    return (source, destination, .firstSegment)
  }

  private func isServer(_ endpoint: Endpoint) -> Bool {
    limits.serverPorts.contains(endpoint.port) || learned.contains(endpoint)
  }
}
