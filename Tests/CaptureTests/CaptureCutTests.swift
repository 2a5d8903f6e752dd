import Capture
import TestSupport
import Testing

struct CaptureCutTests {
  @Test(arguments: SampleCapture.all)
  func `a capture cut at any byte gives the frames before the cut`(_ sample: SampleCapture) {
    let whole = CaptureRun(bytes: sample.bytes)
    #expect(whole.frames.count == sample.frameEnds.count)
    #expect(whole.trouble == nil)
    for cut in 0...sample.bytes.count {
      let run = CaptureRun(bytes: Array(sample.bytes.prefix(cut)))
      let complete = sample.frameEnds.prefix { $0 <= cut }.count
      #expect(run.frames == Array(whole.frames.prefix(complete)), "cut at \(cut)")
      #expect(run.isBalanced, "cut at \(cut)")
    }
  }

  @Test(arguments: SampleCapture.all)
  func `a cut inside a record or block is named with its start`(_ sample: SampleCapture) {
    for cut in 1..<sample.bytes.count {
      let trouble = CaptureRun(bytes: Array(sample.bytes.prefix(cut))).trouble
      guard let trouble else { continue }
      #expect(
        [.truncatedHeader, .truncatedRecord, .truncatedBlock].contains(trouble.kind),
        "cut at \(cut): \(trouble)")
      let offset = trouble.offset ?? -1
      #expect(offset >= 0 && offset < cut, "cut at \(cut): \(trouble)")
      // Up to the named byte nothing is damaged.
      if offset > 0 {
        #expect(CaptureRun(bytes: Array(sample.bytes.prefix(offset))).trouble == nil)
      }
    }
  }

  @Test(arguments: SampleCapture.all)
  func `a cut is noticed everywhere but between records or blocks`(_ sample: SampleCapture) {
    let unnoticed = (0...sample.bytes.count).filter { cut in
      CaptureRun(bytes: Array(sample.bytes.prefix(cut))).trouble == nil
    }
    #expect(unnoticed == sample.seams)
  }

  @Test(arguments: SampleCapture.all, [1, 2, 3, 7, 64])
  func `frames do not depend on the pieces that are read`(_ sample: SampleCapture, piece: Int) {
    let whole = CaptureRun(bytes: sample.bytes)
    let source = ScriptedSource(sample.bytes, piece: piece)
    let run = CaptureRun(source: source)
    #expect(run.frames == whole.frames)
    #expect(run.trouble == nil)
    #expect(source.callsTooMany == 0)
  }

  @Test(arguments: SampleCapture.all)
  func `a failing read ends the frames and is named`(_ sample: SampleCapture) {
    let whole = CaptureRun(bytes: sample.bytes)
    for failing in 1...(sample.bytes.count + 1) {
      let source = ScriptedSource(sample.bytes, piece: 1, failingRead: failing)
      let run = CaptureRun(source: source)
      #expect(run.trouble?.kind == .readFailed, "read \(failing)")
      #expect(run.trouble?.offset == failing - 1)
      let complete = sample.frameEnds.prefix { $0 <= failing - 1 }.count
      #expect(run.frames == Array(whole.frames.prefix(complete)), "read \(failing)")
      #expect(source.callsTooMany == 0)
    }
  }

  @Test(arguments: SampleCapture.all, [0x00, 0x7f, 0x80, 0xff] as [UInt8])
  func `any byte may be wrong`(_ sample: SampleCapture, value: UInt8) {
    for index in sample.bytes.indices {
      var bytes = sample.bytes
      bytes[index] = value
      let run = CaptureRun(bytes: bytes)
      #expect(run.isBalanced, "byte \(index)")
      #expect(run.frames.count <= sample.frameEnds.count, "byte \(index)")
    }
  }

  @Test(arguments: SampleCapture.all)
  func `reading goes on behind the frame that stopped it`(_ sample: SampleCapture) throws {
    let whole = CaptureRun(bytes: sample.bytes)
    var file = try CaptureFile(bytes: sample.bytes)
    var frames: [SeenFrame] = []
    for count in 1...sample.frameEnds.count {
      file.forEachFrame { header, bytes in
        frames.append(SeenFrame(header: header, bytes: [UInt8](bytes)))
        return false
      }
      #expect(file.summary.framesHandedOver == count)
    }
    #expect(frames == whole.frames)
    file.forEachFrame { header, _ in
      Issue.record("frame \(header.number) after the last")
      return true
    }
    #expect(file.summary == whole.summary)
  }
}
