import CZlib

/// A zlib inflate state (RFC 1950 to 1952) at the fixed address that zlib asks for.
///
/// Costs about 44 KiB. What it reads and writes are arrays and spans: the pointers live for one call.
@safe final class InflateStream {
  /// What stands around the deflate data.
  enum Wrapping: Int32 {
    /// Nothing (RFC 1951).
    case raw = -15
    /// A gzip header and trailer, whose checksum and length are verified (RFC 1952).
    case gzip = 31
  }

  /// How far a step came.
  struct Step {
    var consumed: Int
    var produced: Int
    var state: State
  }

  enum State {
    case running
    /// The stream, or the gzip member, is complete.
    case ended
    case corrupt
  }

  private let stream: UnsafeMutablePointer<z_stream>

  /// Nil when there is no memory for it.
  init?(_ wrapping: Wrapping) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Failing runs `deinit`: there is nothing to free here.
    guard unsafe chokepoint_inflateInit2(stream, wrapping.rawValue) == Z_OK else { return nil }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Starts over, for the next gzip member.
  func reset() { unsafe inflateReset(stream) }

  /// Decompresses as much of `input` as fits in `output[offset...]`, at most `limit` bytes.
  func step(
    _ input: Span<UInt8>, into output: inout [UInt8], at offset: Int, limit: Int
  ) -> Step {
    let room = max(0, min(limit, output.count - offset))
    let code = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + offset }
        unsafe stream.pointee.avail_out = UInt32(clamping: room)
        return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    return Step(
      consumed: min(input.count, Int(UInt32.max)) - Int(unsafe stream.pointee.avail_in),
      produced: min(room, Int(UInt32.max)) - Int(unsafe stream.pointee.avail_out),
      state: Self.state(of: code))
  }

  private static func state(of code: Int32) -> State {
    switch code {
    // Z_BUF_ERROR only says that there was nothing to do.
    case Z_OK, Z_BUF_ERROR: .running
    case Z_STREAM_END: .ended
    default: .corrupt
    }
  }
}
