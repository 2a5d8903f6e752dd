import Bytes
import Capture

/// A capture file of any bytes: every frame is read, with a filter when the last byte is odd.
enum FileFuzz {
  /// What one reading of the capture gave.
  private struct Reading: Equatable {
    var error: String?
    var summary: CaptureSummary?
    var headers: [FrameHeader] = []
    var sum = 0
    var fault: String?
  }

  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    let filter = (input.last ?? 0) & 1 == 1 ? "tcp port 143 or vlan" : nil
    let whole = read(PieceSource(input, piece: .max), filter)
    if let fault = whole.fault { throw FuzzFinding(words: fault) }
    if let summary = whole.summary {
      try require(
        summary.frames == summary.framesHandedOver + summary.framesFilteredOut,
        "\(summary.frames) frames: \(summary.framesHandedOver) + \(summary.framesFilteredOut)")
      try require(summary.framesHandedOver == whole.headers.count, "frames handed over")
      try require(filter != nil || summary.framesFilteredOut == 0, "filtered without a filter")
      try require(summary.warnings.count < 64, "\(summary.warnings.count) warnings")
    }
    let piece = 1 + input.count % 61
    let pieces = read(PieceSource(input, piece: piece), filter)
    try require(whole == pieces, "read by \(piece) bytes: \(pieces), at once: \(whole)")
  }

  private static func read(_ source: PieceSource, _ filter: String?) -> Reading {
    var reading = Reading()
    do throws(CaptureError) {
      var file = try CaptureFile(source: source, name: "fuzz", filter: filter)
      file.forEachFrame { header, bytes in
        reading.fault = reading.fault ?? fault(header, bytes, after: reading.headers.last)
        reading.headers.append(header)
        for index in bytes.indices { reading.sum &+= Int(bytes[index]) &* (index &+ 1) }
        return true
      }
      reading.summary = file.summary
    } catch {
      reading.error = "\(error)"
    }
    return reading
  }

  private static func fault(
    _ header: FrameHeader, _ bytes: Span<UInt8>, after last: FrameHeader?
  ) -> String? {
    guard header.capturedLength == bytes.count else { return "\(header) has \(bytes.count) bytes" }
    guard bytes.count <= CaptureLimits.capturedLength else { return "a frame above the limit" }
    guard header.wireLength >= bytes.count else { return "\(header) is cut short" }
    let before = last?.number ?? 0
    return header.number > before ? nil : "\(header) does not follow \(before)"
  }
}
