/// Where the bytes of a capture come from: a file, a pipe, memory, or a gzip stream of those.
package protocol ByteSource: AnyObject {
  /// Reads at least one and at most `limit` bytes to `buffer[offset...]`, where there is room.
  ///
  /// After `.end` or `.failed` it is not called again.
  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome

  /// Makes a read that waits for bytes, and all later ones, end at once.
  ///
  /// The only method that another thread may call.
  func interrupt()
}

extension ByteSource {
  /// Most sources never wait.
  package func interrupt() {}
}

/// How a call of `ByteSource.read` ended.
package enum ReadOutcome: Equatable, Sendable {
  /// This many bytes were read, at least one.
  case bytes(Int)
  /// There are no more bytes.
  case end
  case failed(SourceFault)
  /// By `ByteSource.interrupt`.
  case interrupted
}

/// Why a source of bytes failed before its end.
package struct SourceFault: Error, Equatable, Sendable {
  package var kind: CaptureError.Kind
  /// How many bytes of the file came before.
  package var offset: Int
  package var expected: String
  package var found: String

  package init(_ kind: CaptureError.Kind, at offset: Int, expected: String, found: String) {
    self.kind = kind
    self.offset = offset
    self.expected = expected
    self.found = found
  }
}
