import Capture

/// A frame with a copy of its bytes.
struct SeenFrame: Equatable {
  var header: FrameHeader
  var bytes: [UInt8]
}

/// What came out of reading a capture to its end.
struct CaptureRun {
  private(set) var frames: [SeenFrame] = []
  private(set) var summary: CaptureSummary?
  /// What opening threw.
  private(set) var refusal: CaptureError?

  init(bytes: [UInt8], filter: String? = nil) {
    self.init { () throws(CaptureError) in try CaptureFile(bytes: bytes, filter: filter) }
  }

  init(path: String, filter: String? = nil) {
    self.init { () throws(CaptureError) in try CaptureFile(path: path, filter: filter) }
  }

  init(source: any ByteSource, filter: String? = nil) {
    self.init { () throws(CaptureError) in
      try CaptureFile(source: source, name: "source", filter: filter)
    }
  }

  private init(_ open: () throws(CaptureError) -> CaptureFile) {
    do throws(CaptureError) {
      var file = try open()
      var seen: [SeenFrame] = []
      file.forEachFrame { header, bytes in
        seen.append(SeenFrame(header: header, bytes: [UInt8](bytes)))
        return true
      }
      frames = seen
      summary = file.summary
    } catch {
      refusal = error
    }
  }

  /// What ended the reading early, whether at opening or later.
  var trouble: CaptureError? { refusal ?? summary?.damage }

  /// The warnings' words, with how often each was counted.
  var warnings: [String: Int] {
    Dictionary(
      uniqueKeysWithValues: (summary?.warnings ?? []).map { ($0.kind.rawValue, $0.count) })
  }

  /// Whether no frame got lost between the reader and the body.
  var isBalanced: Bool {
    guard let summary else { return frames.isEmpty }
    return summary.frames == summary.framesHandedOver + summary.framesFilteredOut
      && summary.framesHandedOver == frames.count
      && summary.lastFrameNumber >= summary.frames
  }
}

extension [UInt8] {
  /// A copy of lent bytes.
  init(_ span: Span<UInt8>) {
    self.init(capacity: span.count) { output in
      for index in span.indices { output.append(span[index]) }
    }
  }
}
