package import Bytes
package import Capture
import Packets
package import Sessions
import Streams

/// One capture on its way from frames to sessions.
///
/// The same stages serve files and standard input; what is kept does not grow with the capture but
/// for the sessions' facts.
package struct Pipeline: ~Copyable {
  private var file: CaptureFile
  private let index: Int
  private let options: PipelineOptions
  private var stages: Stages
  private var firstFrameTime: Timestamp?

  /// What a mail line's frame looked like in the capture.
  package struct LineFrame: Sendable {
    /// Bytes on the wire.
    package var length: Int
    /// The time of the capture's first frame.
    package var captureStart: Timestamp
    /// Decimals of the capture's resolution.
    package var digits: Int
  }

  /// How often progress is told, in frames.
  private static let progressInterval = 1 << 16

  /// Opens a capture file, or standard input for `-`; `index` is its place on the command line.
  package init(path: String, index: Int, options: PipelineOptions) throws(CaptureError) {
    try self.init(
      file: CaptureFile(path: path, filter: options.filter), index: index, options: options)
  }

  /// Reads a capture that is open already.
  package init(file: consuming CaptureFile, index: Int, options: PipelineOptions) {
    self.file = file
    self.index = index
    self.options = options
    stages = Stages(capture: index, options: options, lines: nil)
  }

  /// Reads the capture to its end; `progress` is told now and then how many frames were read.
  package mutating func run(progress: (Int) -> Void = { _ in }) {
    var stages = stages
    firstFrameTime = Self.read(&file, limit: options.frameLimit) { header, bytes in
      stages.take(header, bytes)
      if header.number & (Self.progressInterval - 1) == 0 { progress(header.number) }
      return true
    }
    stages.finish()
    self.stages = stages
  }

  /// Reads the capture to its end and hands over every mail line; false from `lines` stops it.
  package mutating func trace(_ lines: (TraceLine, LineFrame) -> Bool) {
    let pending = LineBuffer()
    var stages = Stages(capture: index, options: options) { pending.lines.append($0) }
    var start: Timestamp?
    let digits = file.summary.subsecondDigits
    firstFrameTime = Self.read(&file, limit: options.frameLimit) { header, bytes in
      let origin = start ?? header.time
      start = origin
      stages.take(header, bytes)
      let frame = LineFrame(length: header.wireLength, captureStart: origin, digits: digits)
      defer { pending.lines.removeAll(keepingCapacity: true) }
      return pending.lines.allSatisfy { lines($0, frame) }
    }
    stages.finish()
    self.stages = stages
  }

  /// What was read, and what came of it.
  package var result: CaptureResult {
    CaptureResult(
      summary: file.summary, firstFrameTime: firstFrameTime, packets: stages.decoder.statistics,
      streams: stages.table.statistics, tracking: stages.tracker.statistics,
      sessions: stages.tracker.sessions)
  }

  /// Lines that one frame completed, on their way out.
  private final class LineBuffer {
    var lines: [TraceLine] = []
  }

  /// Reads frames up to a number; returns the first one's time.
  private static func read(
    _ file: inout CaptureFile, limit: Int?, _ body: FrameBody
  ) -> Timestamp? {
    var first: Timestamp?
    file.forEachFrame { header, bytes in
      if let limit, header.number > limit { return false }
      first = first ?? header.time
      return body(header, bytes) && header.number != limit
    }
    return first
  }
}
