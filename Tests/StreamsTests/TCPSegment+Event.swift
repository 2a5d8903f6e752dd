import Packets

extension TCPSegment {
  /// The segment that an event of a case describes, between two fixed endpoints.
  init(
    _ event: ReassemblyCase.Event, of example: ReassemblyCase, isn: UInt32?, captured: Int
  ) {
    let incarnation = event.inst ?? 0
    let opposite = event.dir == "c2s" ? "s2c" : "c2s"
    let own = isn ?? example.initialNumber(event.dir, incarnation)
    let other = isn ?? example.initialNumber(opposite, incarnation)
    var flags: TCPFlags = []
    for flag in event.flags {
      switch flag {
      case "S": flags.insert(.syn)
      case "A": flags.insert(.ack)
      case "F": flags.insert(.fin)
      case "R": flags.insert(.rst)
      case "P": flags.insert(.psh)
      case "U": if event.urg != nil { flags.insert(.urg) }
      default: fatalError("unknown flag \(flag)")
      }
    }
    self.init(
      source: Endpoint(address: IPAddress(v4: 1), port: 1),
      destination: Endpoint(address: IPAddress(v4: 2), port: 2),
      sequenceNumber: own &+ UInt32(truncatingIfNeeded: event.off),
      acknowledgementNumber: other &+ UInt32(truncatingIfNeeded: event.ack ?? 0),
      flags: flags, window: event.win ?? 65535, urgentPointer: event.urg ?? 0, checksum: 0,
      windowScale: event.ws,
      timestamps: event.ts.map { TCPTimestamps(value: $0[0], echoReply: $0[1]) },
      isSigned: event.md5 ?? false, hasBadDataOffset: event.doff != nil, identification: 0,
      hopLimit: 64, storage: .frame, offset: 0, headerLength: 20, payloadCount: captured,
      payloadWireCount: (event.data ?? "").unicodeScalars.count)
  }
}
