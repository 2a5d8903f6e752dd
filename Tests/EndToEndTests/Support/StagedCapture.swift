import Bytes
import TestSupport

/// A capture of mail sessions with words that a test chooses, as a pcap file.
struct StagedCapture {
  /// What one side sends.
  typealias Turn = (side: Side, bytes: [UInt8])

  private static let server: [UInt8] = [10, 4, 4, 95]
  private static let largestSegment = 1_400

  private var file = PcapFile()
  /// Nanoseconds since 1970; a millisecond passes with each frame.
  private var time: Int64 = 1_700_000_000_000_000_000
  private var connections: UInt16 = 0

  var bytes: [UInt8] { file.bytes }

  /// A whole connection of client 10.4.5.`host`, closed by the client.
  mutating func addConnection(from host: UInt8, to port: UInt16, _ turns: [Turn]) {
    connections += 1
    var next: PerSide<UInt32> = PerSide(both: 1_000)
    func send(_ side: Side, flags: UInt8, _ payload: [UInt8] = []) {
      let (mine, theirs) = (
        next[side], flags == 0x02 ? 0 : next[side == .client ? .server : .client]
      )
      let client = (address: [10, 4, 5, host], port: 40_000 + connections)
      let segment = TransportPacket.tcp(
        from: side == .client ? client.port : port, to: side == .client ? port : client.port,
        sequence: mine, acknowledgement: theirs, flags: flags, payload: payload)
      let packet =
        side == .client
        ? NetworkPacket.ipv4(from: client.address, to: Self.server, segment)
        : NetworkPacket.ipv4(from: Self.server, to: client.address, segment)
      time += 1_000_000
      file.append(time: time, bytes: Frame.ethernet(packet))
      next[side] += UInt32(payload.count) + (flags & 0x03 != 0 ? 1 : 0)
    }
    send(.client, flags: 0x02)
    send(.server, flags: 0x12)
    send(.client, flags: 0x10)
    for turn in turns {
      for start in stride(from: 0, to: turn.bytes.count, by: Self.largestSegment) {
        let end = min(start + Self.largestSegment, turn.bytes.count)
        send(turn.side, flags: 0x18, Array(turn.bytes[start..<end]))
        // Long texts need acknowledgements, or they leave the receiver's window.
        if end < turn.bytes.count { send(turn.side == .client ? .server : .client, flags: 0x10) }
      }
    }
    send(.client, flags: 0x11)
    send(.server, flags: 0x11)
    send(.client, flags: 0x10)
  }
}
