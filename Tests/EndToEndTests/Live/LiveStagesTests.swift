import Bytes
import Capture
import Diagnosis
import Packets
import Reports
import Sessions
import Streams
import Testing

@testable import Pipeline

/// A live capture sees the sessions that a file of the same frames shows, at its end and before.
struct LiveStagesTests {
  /// Puts a capture's frames into batches as a live capture does.
  private func batches(_ capture: SampleCapture, framesPerBatch: Int, _ digester: SegmentDigester)
    throws -> [SegmentBatch]
  {
    var file = try CaptureFile(path: capture.path)
    var decoder = PacketDecoder(limits: PacketLimits())
    var batches: [SegmentBatch] = [SegmentBatch()]
    var frames = 0
    file.forEachFrame { header, bytes in
      if frames == framesPerBatch || batches[batches.count - 1].isFull {
        batches.append(SegmentBatch())
        frames = 0
      }
      frames += 1
      batches[batches.count - 1].appendCopy(
        header, bytes, decodedBy: &decoder, digestedBy: digester, captureStart: header.time)
      return true
    }
    return batches
  }

  /// The report on sessions in JSON, which holds all that is known of them.
  private func report(_ sessions: [MailSession]) throws -> String {
    try JSONReport.text(
      Report(captures: [], diagnosis: Diagnosis(of: sessions), connections: 0))
  }

  @Test(arguments: SampleCapture.all)
  func `at the end all sessions are those of the file`(_ capture: SampleCapture) throws {
    var stages = LiveStages(options: PipelineOptions())
    var sessions: [MailSession] = []
    for batch in try batches(capture, framesPerBatch: 50, stages.digester) {
      stages.take(batch)
      sessions += stages.takeClosed()
      _ = stages.open(limit: .max)
    }
    stages.finish()
    sessions += stages.takeClosed()
    let study = try Study(path: capture.path)
    #expect(sessions.count == study.result.sessions.count)
    #expect(try report(sessions) == report(study.result.sessions))
    #expect(stages.streams.segments == study.result.streams.segments)
  }

  @Test(arguments: SampleCapture.all)
  func `at any moment sessions are those of a file that ends there`(
    _ capture: SampleCapture
  ) throws {
    var stages = LiveStages(options: PipelineOptions())
    var closed: [MailSession] = []
    let batches = try batches(capture, framesPerBatch: 40, stages.digester)
    // Some moments of a long one.
    let step = max(1, batches.count / 12)
    for (number, batch) in batches.enumerated() {
      stages.take(batch)
      closed += stages.takeClosed()
      let open = stages.open(limit: .max)
      guard number % step == 0, batch.lastFrame > 0 else { continue }
      var options = PipelineOptions()
      options.frameLimit = batch.lastFrame
      var pipeline = try Pipeline(path: capture.path, index: 0, options: options)
      pipeline.run()
      let file = pipeline.result.sessions.sorted { $0.first.frame < $1.first.frame }
      let live = (closed + open).sorted { $0.first.frame < $1.first.frame }
      #expect(live.map(\.client) == file.map(\.client), "frame \(batch.lastFrame)")
      // A hole that a file ends with may yet be filled live: what is behind it waits.
      guard file.allSatisfy({ $0.gaps.client.bytes + $0.gaps.server.bytes == 0 }) else { continue }
      #expect(try report(live) == report(file), "frame \(batch.lastFrame)")
    }
  }

  @Test func `a session has ended five seconds after both sides closed, and is told once`() throws {
    let capture = SampleCapture(name: "uccx-agent-pc")
    var stages = LiveStages(options: PipelineOptions())
    var (told, open, over) = (0, [MailSession](), [MailSession]())
    for batch in try batches(capture, framesPerBatch: 10, stages.digester) where over.count < 2 {
      stages.take(batch)
      told += stages.takeClosed().count
      open = stages.open(limit: .max)
      over = open.filter { $0.closing != .open && $0.endCompleted != nil }
    }
    let end = try #require(open.map(\.last.time).max())
    #expect(over.count == 2)

    stages.advance(to: end.advanced(by: .seconds(6)))
    let closed = stages.takeClosed()
    #expect(closed.map(\.client) == over.sorted { $0.last.frame < $1.last.frame }.map(\.client))
    #expect(stages.takeClosed().isEmpty)
    let rest = stages.open(limit: .max).count
    #expect(rest == open.count - over.count)
    #expect(stages.openCount >= rest + over.count, "late segments still find the records")

    stages.finish()
    #expect(stages.takeClosed().count == rest)
    let tracking = stages.tracking
    #expect(tracking.connections - tracking.foreign - tracking.undecided == told + open.count)
  }

  @Test func `a batch is full of ICMP errors as it is of segments`() {
    // Host unreachable, about a segment from 10.0.0.1:40000 to 10.0.0.2:143 (RFC 792).
    let addresses: [UInt8] = [10, 0, 0, 1, 10, 0, 0, 2]
    let about =
      [0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0, 0] + addresses + [0x9c, 0x40, 0, 143, 0, 0, 0, 1]
    let error = [0x45, 0, 0, 56, 0, 1, 0, 0, 64, 1, 0, 0] + addresses + [3, 1, 0, 0, 0, 0, 0, 0]
    let frame: [UInt8] = [UInt8](repeating: 2, count: 12) + [8, 0] + error + about
    let digester = LiveStages(options: PipelineOptions()).digester
    var batch = SegmentBatch(digestedBy: digester)
    var decoder = PacketDecoder(limits: PacketLimits())
    var frames = 0
    while !batch.isFull, frames < 5_000 {
      frames += 1
      let header = FrameHeader(
        number: frames, time: Timestamp(nanoseconds: 0), capturedLength: frame.count,
        wireLength: frame.count, linkType: .ethernet, interface: 0)
      batch.appendCopy(
        header, frame.span, decodedBy: &decoder, digestedBy: digester, captureStart: header.time)
    }
    #expect(batch.unreachables.count == frames)
    #expect(frames == 1_024)
    batch.removeAll()
    #expect(batch.isEmpty && !batch.isFull)
  }

  @Test func `only so many open sessions are looked at, the oldest`() throws {
    let capture = SampleCapture(name: "per-user-limit-16")
    var stages = LiveStages(options: PipelineOptions())
    for batch in try batches(capture, framesPerBatch: 100, stages.digester).prefix(4) {
      stages.take(batch)
    }
    let all = stages.open(limit: .max).map(\.first.frame).sorted()
    #expect(all.count > 5)
    #expect(stages.open(limit: 5).map(\.first.frame).sorted() == Array(all.prefix(5)))
  }
}
