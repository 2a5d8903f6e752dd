import Capture

/// Bytes of a capture that come in pieces, as from a pipe.
final class PieceSource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private var position = 0

  init(_ bytes: [UInt8], piece: Int) {
    self.bytes = bytes
    self.piece = piece
  }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    let count = min(limit, piece, bytes.count - position)
    guard count > 0 else { return .end }
    buffer.replaceSubrange(offset..<(offset + count), with: bytes[position..<(position + count)])
    position += count
    return .bytes(count)
  }
}
