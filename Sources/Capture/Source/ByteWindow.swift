/// A window that slides over a capture's bytes: what was read and not yet used.
///
/// It holds one chunk, and grows only by bytes that are really there, never by announced lengths.
package struct ByteWindow: ~Copyable {
  /// Asked before more bytes are waited for; false ends the reading.
  ///
  /// It may exchange the buffer.
  package typealias Question = (_ window: inout ByteWindow) -> Bool

  /// Why there are no more bytes.
  private enum Ending {
    case end
    case failed(SourceFault)
  }

  private let source: any ByteSource
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  /// Offset of `buffer[0]` in the capture.
  private var base = 0
  private var ending: Ending?
  var beforeReading: Question?
  /// Whether the reading ended that way.
  private(set) var isInterrupted = false

  init(_ source: any ByteSource) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: CaptureLimits.chunk)
  }

  /// Offset of the window's first byte in the capture.
  var offset: Int { base + start }

  /// Where the window begins in the buffer.
  var place: Int { start }

  /// The bytes in the window.
  var bytes: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span.extracting(start..<end) }
  }

  /// Whether there are `count` bytes in the window, after reading on where needed.
  @inline(__always)
  mutating func holds(_ count: Int) -> Bool {
    end - start >= count || fill(to: count)
  }

  /// Moves on by `count` bytes of those in the window.
  @inline(__always)
  mutating func consume(_ count: Int) { start += min(count, end - start) }

  /// Moves on by `count` bytes, however many, without holding them; false when there are fewer.
  mutating func skip(_ count: Int) -> Bool {
    var left = count
    while left > 0 {
      guard holds(1) else { return false }
      let step = min(left, end - start)
      start += step
      left -= step
    }
    return true
  }

  /// What to say when the bytes ran out: that the source failed, or else that `kind` is cut off.
  func shortfall(
    _ kind: CaptureError.Kind, at offset: Int, expected: String
  ) -> CaptureFault {
    if let fault = sourceFault { return fault }
    let left = base + end - offset
    return CaptureFault(kind, at: offset, expected: expected, found: "\(left) bytes and the end")
  }

  /// Why the source failed, once it did.
  var sourceFault: CaptureFault? {
    guard case .failed(let fault) = ending else { return nil }
    return CaptureFault(
      fault.kind, at: fault.offset, expected: fault.expected, found: fault.found)
  }

  @inline(never)
  private mutating func fill(to count: Int) -> Bool {
    while end - start < count {
      guard ending == nil else { return false }
      if let beforeReading, !beforeReading(&self) {
        isInterrupted = true
        return false
      }
      slide()
      if end == buffer.count {
        buffer.append(contentsOf: repeatElement(0, count: buffer.count))
      }
      let limit = min(CaptureLimits.chunk, buffer.count - end)
      switch source.read(into: &buffer, at: end, limit: limit) {
      case .bytes(let count): end += min(max(count, 0), limit)
      case .end: ending = .end
      case .failed(let fault): ending = .failed(fault)
      case .interrupted:
        isInterrupted = true
        return false
      }
    }
    return true
  }

  /// Gives the buffer away, with all that was handed over from it, for another one, in which the
  /// window goes on.
  ///
  /// In place of a spare one of another size than it needs it makes one of its own.
  package mutating func exchange(_ spare: inout [UInt8]) {
    let range = start..<end
    let size = range.count < CaptureLimits.chunk ? CaptureLimits.chunk : 2 * range.count
    if spare.count != size { spare = [UInt8](repeating: 0, count: size) }
    swap(&buffer, &spare)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe spare.withUnsafeBytes { given in
        unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: given[range]))
      }
    }
    base += start
    start = 0
    end = range.count
  }

  /// Moves what is left to the front of the buffer.
  private mutating func slide() {
    guard start > 0 else { return }
    let range = start..<end
    unsafe buffer.withUnsafeMutableBytes { bytes in
      let left = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      unsafe bytes.copyMemory(from: left)  // The two may overlap, as in memmove.
    }
    base += start
    end -= start
    start = 0
  }
}
