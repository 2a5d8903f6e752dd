import Bytes

extension LayerCursor {
  /// A TCP header (RFC 9293, section 3.1), its options as far as they are captured.
  @inline(__always)
  func tcp(_ bytes: Span<UInt8>, in storage: TCPSegment.Storage) throws(PacketDrop) -> TCPSegment {
    guard wireEnd - offset >= 20 else { throw .badLength }
    let header = try next(20, of: bytes)
    let claimedLength = Int(header[12] >> 4) * 4
    let isBad = claimedLength < 20 || claimedLength > wireEnd - offset
    let length = isBad ? 20 : claimedLength
    let options = TCPOptions(bytes.extracting((offset + 20)..<min(offset + length, end)))
    return TCPSegment(
      source: Endpoint(address: ip.source, port: header.bigEndian(at: 0)),
      destination: Endpoint(address: ip.destination, port: header.bigEndian(at: 2)),
      sequenceNumber: header.bigEndian(at: 4), acknowledgementNumber: header.bigEndian(at: 8),
      flags: TCPFlags(rawValue: header[13]), window: header.bigEndian(at: 14),
      urgentPointer: header.bigEndian(at: 18), checksum: header.bigEndian(at: 16),
      windowScale: options.windowScale, timestamps: options.timestamps,
      isSigned: options.isSigned, hasBadDataOffset: isBad,
      identification: ip.identification, hopLimit: ip.hopLimit, storage: storage, offset: offset,
      headerLength: length, payloadCount: isBad ? 0 : max(0, end - offset - length),
      payloadWireCount: isBad ? 0 : wireEnd - offset - length)
  }
}
