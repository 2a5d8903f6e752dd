/// What one frame gave.
package enum DecodedPacket: Hashable, Sendable {
  case segment(TCPSegment)
  case unreachable(ICMPUnreachable)
  case dropped(PacketDrop)
}
