/// Bytes in memory as a source, for tests and for the fuzzer.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    let count = min(limit, bytes.count - position)
    guard count > 0 else { return .end }
    buffer.replaceSubrange(
      offset..<(offset + count), with: bytes[position..<(position + count)])
    position += count
    return .bytes(count)
  }
}
