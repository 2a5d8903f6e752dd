import Bytes

/// What a gzip file (RFC 1952) of any number of members decompresses to.
///
/// Zero bytes after the last member are padding; anything else there is an error.
final class GzipSource: ByteSource {
  private enum Position {
    case insideMember
    case betweenMembers
    /// Everything before the corrupt place was handed out.
    case corrupt
  }

  private let compressed: any ByteSource
  private let stream: InflateStream
  private var input: [UInt8]
  private var start = 0
  private var end: Int
  /// Offset of `input[0]` in the file.
  private var base = 0
  private var decompressed = 0
  private var position = Position.insideMember

  /// Takes over `compressed`, from which `beginning` was already read.
  init(_ compressed: any ByteSource, beginning: [UInt8]) throws(CaptureFault) {
    guard let stream = InflateStream(.gzip) else {
      throw CaptureFault(.readFailed, expected: "memory for a gzip window", found: "none")
    }
    self.compressed = compressed
    self.stream = stream
    input = beginning
    end = beginning.count
  }

  /// Whether a file that starts with these bytes is gzip with deflate inside.
  static func recognises(_ bytes: Span<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  func interrupt() { compressed.interrupt() }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    while true {
      if position == .corrupt { return .failed(corruption()) }
      if start == end {
        switch refill() {
        case .bytes: break
        case .end: return endOfFile()
        case .failed(let fault): return .failed(fault)
        case .interrupted: return .interrupted
        }
      }
      if position == .betweenMembers {
        if let fault = startMember() { return .failed(fault) }
        continue
      }
      let count = decompress(into: &buffer, at: offset, limit: limit)
      if count > 0 { return .bytes(count) }
    }
  }

  private func decompress(into buffer: inout [UInt8], at offset: Int, limit: Int) -> Int {
    let compressed = input
    let step = stream.step(
      compressed.span.extracting(start..<end), into: &buffer, at: offset, limit: limit)
    start += step.consumed
    decompressed += step.produced
    switch step.state {
    case .running: break
    case .ended: position = .betweenMembers
    case .corrupt: position = .corrupt
    }
    return step.produced
  }

  private func refill() -> ReadOutcome {
    base += end
    start = 0
    end = 0
    if input.count < CaptureLimits.chunk {
      input = [UInt8](repeating: 0, count: CaptureLimits.chunk)
    }
    let outcome = compressed.read(into: &input, at: 0, limit: input.count)
    if case .bytes(let count) = outcome { end = count }
    return outcome
  }

  /// Passes padding, and begins the next member where one follows.
  private func startMember() -> SourceFault? {
    while start < end, input[start] == 0 { start += 1 }
    guard start < end else { return nil }
    guard input[start] == 0x1f else {
      return SourceFault(
        .badGzip, at: base + start, expected: "another gzip member or the end",
        found: "byte 0x\(String(input[start], radix: 16))")
    }
    stream.reset()
    position = .insideMember
    return nil
  }

  private func endOfFile() -> ReadOutcome {
    guard position == .insideMember else { return .end }
    return .failed(
      SourceFault(
        .truncatedGzip, at: base, expected: "the rest of a gzip member",
        found: "the end of the file after \(decompressed) decompressed bytes"))
  }

  private func corruption() -> SourceFault {
    SourceFault(
      .badGzip, at: base + start, expected: "deflate data with a matching checksum",
      found: "corrupt data after \(decompressed) decompressed bytes")
  }
}
