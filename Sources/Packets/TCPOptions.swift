import Bytes

/// The TCP options that matter for following a connection.
struct TCPOptions {
  var windowScale: UInt8?
  var timestamps: TCPTimestamps?
  var isSigned = false

  /// Reads as many options as are there; a broken one ends the list (RFC 9293, section 3.1).
  @inline(__always)
  init(_ options: Span<UInt8>) {
    if options.isEmpty { return }
    // What nearly every segment of an open connection carries: NOP, NOP, timestamps.
    if options.count == 12 {
      let word: UInt32 = options.bigEndian(at: 0)
      if word == 0x0101_080a {
        timestamps = Self.timestamps(options, at: 2)
        return
      }
    }
    readEach(of: options)
  }

  @inline(never)
  private mutating func readEach(of options: Span<UInt8>) {
    var start = 0
    while start < options.count {
      let kind = options[start]
      if kind == 0 { return }
      if kind == 1 {
        start += 1
        continue
      }
      guard options.count - start >= 2 else { return }
      let length = Int(options[start + 1])
      guard length >= 2, options.count - start >= length else { return }
      switch (kind, length) {
      case (3, 3): windowScale = min(options[start + 2], 14)
      case (8, 10): timestamps = Self.timestamps(options, at: start)
      case (19, 18): isSigned = true
      case (29, 4...): isSigned = true
      default: break
      }
      start += length
    }
  }

  /// The timestamps option that starts at `start`, all of its ten bytes there.
  @inline(__always)
  private static func timestamps(_ options: Span<UInt8>, at start: Int) -> TCPTimestamps {
    TCPTimestamps(
      value: options.bigEndian(at: start + 2), echoReply: options.bigEndian(at: start + 6))
  }
}
