import Testing

@testable import Capture

struct BufferExchangeTests {
  /// Frames of one buffer: where each lies, and its bytes as they were handed over.
  private struct Stretch {
    var frames: [(place: Int, bytes: [UInt8])] = []
    var buffer: [UInt8] = []

    /// Whether each frame still lies in the buffer where it was said to.
    var isWhole: Bool {
      frames.allSatisfy { frame in
        let end = frame.place + frame.bytes.count
        return end <= buffer.count && [UInt8](buffer[frame.place..<end]) == frame.bytes
      }
    }
  }

  @Test(arguments: SampleCapture.all, [1, 7, 64, 100_000])
  func `frames lie at their places in the buffer that is given away`(
    _ sample: SampleCapture, piece: Int
  ) throws {
    let whole = CaptureRun(bytes: sample.bytes)
    // Exchanged wherever bytes are needed, and also after every so many frames.
    for framesAtATime in [1, 2, 1_000] {
      var file = try CaptureFile(
        source: ScriptedSource(sample.bytes, piece: piece), name: "memory")
      var stretch = Stretch()
      var frames: [[UInt8]] = []
      func turnOver(_ exchange: (inout [UInt8]) -> Void) {
        exchange(&stretch.buffer)
        #expect(stretch.isWhole)
        frames += stretch.frames.map(\.bytes)
        stretch.frames.removeAll()
      }
      var count = 0
      repeat {
        count = frames.count
        file.forEachFrame(
          beforeReading: { window in
            turnOver { window.exchange(&$0) }
            return true
          },
          { _, bytes, place in
            stretch.frames.append((place, [UInt8](bytes)))
            return stretch.frames.count < framesAtATime
          })
        turnOver { file.exchangeBuffer(&$0) }
      } while frames.count > count
      #expect(frames == whole.frames.map(\.bytes))
      #expect(file.summary == whole.summary)
    }
  }
}
