import Capture

/// A source that gives a few bytes at a time and fails where it is told to.
final class ScriptedSource: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int
  private let failingRead: Int?
  private var position = 0
  private var reads = 0
  /// Calls after the end or after a failure, which the contract forbids.
  private(set) var callsTooMany = 0
  private var isOver = false

  init(_ bytes: [UInt8], piece: Int = .max, failingRead: Int? = nil) {
    self.bytes = bytes
    self.piece = piece
    self.failingRead = failingRead
  }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    if isOver { callsTooMany += 1 }
    reads += 1
    if reads == failingRead {
      isOver = true
      return .failed(
        SourceFault(.readFailed, at: position, expected: "bytes", found: "input/output error"))
    }
    let count = min(limit, piece, bytes.count - position)
    guard count > 0 else {
      isOver = true
      return .end
    }
    for index in 0..<count { buffer[offset + index] = bytes[position + index] }
    position += count
    return .bytes(count)
  }
}
