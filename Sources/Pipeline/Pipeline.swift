package import Bytes
package import Capture
import Packets
package import Sessions
import Streams

/// One capture on its way from frames to sessions.
///
/// Reading and decoding overlap with the work on connections and mail, on two cores. The same
/// stages serve files and standard input; what is kept does not grow with the capture but
/// for the sessions' facts.
package struct Pipeline: ~Copyable {
  private var file: CaptureFile
  private var decoder: PacketDecoder
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

  /// How many batches of decoded frames are on their way at most.
  private static let batches = 8
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
    decoder = PacketDecoder(limits: options.packets)
    stages = Stages(capture: index, options: options, lines: nil)
  }

  /// Reads the capture to its end; `progress` is told now and then how many frames were read.
  package mutating func run(progress: (Int) -> Void = { _ in }) {
    var stages = stages
    var steps = 0
    read(for: stages.table.digester) { batch in
      _ = stages.take(batch) { _ in true }
      if batch.lastFrame / Self.progressInterval > steps {
        steps = batch.lastFrame / Self.progressInterval
        progress(steps * Self.progressInterval)
      }
      return true
    }
    stages.finish()
    self.stages = stages
  }

  /// Reads the capture to its end and hands over every mail line; false from `lines` stops it.
  package mutating func trace(_ lines: (TraceLine, LineFrame) -> Bool) {
    let pending = LineBuffer()
    var stages = Stages(capture: index, options: options) { pending.lines.append($0) }
    let digits = file.summary.subsecondDigits
    read(for: stages.table.digester) { batch in
      stages.take(batch) { entry in
        let frame = LineFrame(
          length: entry.wireLength, captureStart: batch.captureStart ?? entry.stamp.time,
          digits: digits)
        defer { pending.lines.removeAll(keepingCapacity: true) }
        return pending.lines.allSatisfy { lines($0, frame) }
      }
    }
    stages.finish()
    self.stages = stages
  }

  /// Reads the capture to its end for what may stand in the place of the bytes of some frames.
  package mutating func texts(of interest: @escaping TextInterest) -> [HarmlessConversation] {
    var stages = Stages(capture: index, options: options, lines: nil, text: interest)
    read(for: stages.table.digester) { batch in stages.take(batch) { _ in true } }
    stages.finish()
    self.stages = stages
    return stages.tracker.texts
  }

  /// What was read, and what came of it.
  package var result: CaptureResult {
    CaptureResult(
      summary: file.summary, firstFrameTime: firstFrameTime, packets: decoder.statistics,
      streams: stages.table.statistics, tracking: stages.tracker.statistics,
      sessions: stages.tracker.sessions)
  }

  /// Lines that one frame completed, on their way out.
  private final class LineBuffer {
    var lines: [TraceLine] = []
  }

  /// Reads and decodes frames on a thread of its own, and has them used here, batch by batch, by the
  /// table with this digester.
  private mutating func read(
    for digester: SegmentDigester, _ use: (inout SegmentBatch) -> Bool
  ) {
    firstFrameTime = Self.read(
      &file, &decoder, digester, limit: options.frameLimit, use)
    decoder.finish()
  }

  /// Reads frames up to a number; returns the first one's time.
  ///
  /// A batch ends where the reader needs more bytes, if it is not full before.
  private static func read(
    _ file: inout CaptureFile, _ decoder: inout PacketDecoder, _ digester: SegmentDigester,
    limit: Int?,
    _ use: (inout SegmentBatch) -> Bool
  ) -> Timestamp? {
    var first: Timestamp?
    Overlap.run(
      [SegmentBatch](repeating: SegmentBatch(), count: batches), interrupt: file.interrupter,
      fill: { empty, handOver in
        // All that a frame touches is a variable in here: of one outside, every access is checked.
        var batch = empty
        var start: Timestamp?
        repeat {
          file.forEachFrame(
            beforeReading: { window in
              batch.isEmpty || batch.turnOver(handOver) { window.exchange(&$0) }
            },
            { header, bytes, place in
              if let limit, header.number > limit { return false }
              if start == nil { start = header.time }
              batch.append(
                header, bytes, at: place, decodedBy: &decoder, digestedBy: digester,
                captureStart: start ?? header.time)
              return !batch.isFull && header.number != limit
            })
          // The next call goes on where a full one ended.
        } while batch.isFull && batch.lastFrame != limit
          && batch.turnOver(handOver) { file.exchangeBuffer(&$0) }
        _ = batch.turnOver(handOver) { file.exchangeBuffer(&$0) }
        first = start
      }, use: use)
    return first
  }
}
