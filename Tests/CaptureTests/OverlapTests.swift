import Capture
import TestSupport
import Testing

/// Two halves of one work on two threads give what one thread gives.
struct OverlapTests {
  /// Frames on their way between the halves.
  private struct Batch {
    var frames: [SeenFrame] = []
  }

  /// Reads a capture on another thread; `use` is told every batch's frames.
  private func read(
    _ file: inout CaptureFile, batches: Int, framesPerBatch: Int, use: ([SeenFrame]) -> Bool
  ) {
    Overlap.run(
      [Batch](repeating: Batch(), count: batches), interrupt: file.interrupter,
      fill: { empty, handOver in
        var batch = empty
        func turnOver() -> Bool {
          defer { batch.frames.removeAll() }
          return handOver(&batch)
        }
        file.forEachFrame(beforeReading: { _ in batch.frames.isEmpty || turnOver() }) {
          header, bytes, _ in
          batch.frames.append(SeenFrame(header: header, bytes: [UInt8](bytes)))
          return batch.frames.count < framesPerBatch || turnOver()
        }
        _ = turnOver()
      }, use: { use($0.frames) })
  }

  @Test(arguments: SampleCapture.all, [1, 7, 64, 100_000])
  func `an overlapped reader gives the frames of a plain one`(
    _ sample: SampleCapture, piece: Int
  ) throws {
    let whole = CaptureRun(bytes: sample.bytes)
    // One batch is none to overlap with: the same work on one thread.
    for (batches, framesPerBatch) in [(1, 2), (2, 1), (3, 2), (4, 1_000)] {
      let source = ScriptedSource(sample.bytes, piece: piece)
      var file = try CaptureFile(source: source, name: "memory")
      var frames: [SeenFrame] = []
      read(&file, batches: batches, framesPerBatch: framesPerBatch) {
        frames += $0
        return true
      }
      #expect(frames == whole.frames, "\(batches) batches")
      #expect(file.summary == whole.summary, "\(batches) batches")
      #expect(source.callsTooMany == 0)
    }
  }

  @Test(arguments: SampleCapture.all)
  func `a damaged capture gives the same frames and faults`(_ sample: SampleCapture) throws {
    for index in sample.bytes.indices {
      var bytes = sample.bytes
      bytes[index] = 0xff
      let plain = CaptureRun(bytes: bytes)
      guard plain.refusal == nil else { continue }
      var file = try CaptureFile(bytes: bytes)
      var frames: [SeenFrame] = []
      read(&file, batches: 3, framesPerBatch: 2) {
        frames += $0
        return true
      }
      #expect(frames == plain.frames, "byte \(index)")
      #expect(file.summary == plain.summary, "byte \(index)")
    }
  }

  @Test(arguments: SampleCapture.all)
  func `whoever has enough gets no more, and the reader ends`(_ sample: SampleCapture) throws {
    let whole = CaptureRun(bytes: sample.bytes)
    for wanted in 1...whole.frames.count {
      let source = ScriptedSource(sample.bytes, piece: 16)
      var file = try CaptureFile(source: source, name: "memory")
      var frames: [SeenFrame] = []
      read(&file, batches: 2, framesPerBatch: 1) {
        frames += $0
        return frames.count < wanted
      }
      #expect(frames == Array(whole.frames.prefix(wanted)))
      #expect(file.summary.damage == nil)
    }
  }

  @Test func `a batch is handed over before the reader waits for more`() throws {
    let bytes = SampleCapture.all[0].bytes
    var file = try CaptureFile(source: ScriptedSource(bytes, piece: 1), name: "memory")
    var counts: [Int] = []
    read(&file, batches: 4, framesPerBatch: 1_000) {
      counts.append($0.count)
      return true
    }
    // Each byte comes alone, and so does each frame; nothing is left for the end.
    #expect(counts.dropLast().allSatisfy { $0 == 1 } && counts.last == 0)
  }

  @Test func `what is full is waited for, what is empty too`() {
    var sums: [Int] = []
    Overlap.run(
      [[Int]](repeating: [], count: 3),
      fill: { empty, handOver in
        var batch = empty
        for number in 0..<10_000 {
          batch.append(number)
          guard batch.count == 10 else { continue }
          guard handOver(&batch) else { return }
          batch.removeAll(keepingCapacity: true)
        }
      },
      use: { batch in
        sums.append(batch.reduce(0, +))
        return true
      })
    #expect(sums == (0..<1_000).map { 100 * $0 + 45 })
  }
}
