import Capture
import TestSupport
import Testing

struct GzipTests {
  private static let sample = SampleCapture.all[0]

  @Test(arguments: SampleCapture.all)
  func `gzip changes nothing`(_ sample: SampleCapture) {
    let plain = CaptureRun(bytes: sample.bytes)
    let run = CaptureRun(bytes: Gzip.member(of: sample.bytes))
    #expect(run.frames == plain.frames)
    #expect(run.trouble == nil)
    #expect(run.summary?.bytes == plain.summary?.bytes)
  }

  @Test func `members follow each other anywhere, empty ones and padding too`() {
    let bytes = Self.sample.bytes
    for cut in 0...bytes.count {
      let members = [Array(bytes[..<cut]), [], Array(bytes[cut...])].flatMap(Gzip.member)
      let run = CaptureRun(bytes: members + [0, 0, 0])
      #expect(run.frames.count == Self.sample.frameEnds.count, "cut at \(cut)")
      #expect(run.trouble == nil, "cut at \(cut)")
    }
  }

  @Test func `a member cut at any byte gives what came before, and the file's length`() {
    let whole = CaptureRun(bytes: Self.sample.bytes)
    let member = Gzip.member(of: Self.sample.bytes)
    for cut in 2..<member.count {
      let run = CaptureRun(source: ScriptedSource(Array(member.prefix(cut)), piece: 3))
      #expect(run.trouble?.kind == .truncatedGzip, "cut at \(cut)")
      #expect(run.trouble?.offset == cut)
      // A header of 10 bytes, and 5 of the stored block, come before the data.
      let there = min(max(0, cut - 15), Self.sample.bytes.count)
      let complete = Self.sample.frameEnds.prefix { $0 <= there }.count
      #expect(run.frames == Array(whole.frames.prefix(complete)), "cut at \(cut)")
    }
  }

  @Test func `a wrong checksum is found after the last frame`() {
    var member = Gzip.member(of: Self.sample.bytes)
    member[member.count - 8] ^= 1
    let run = CaptureRun(bytes: member)
    #expect(run.frames.count == Self.sample.frameEnds.count)
    #expect(run.trouble?.kind == .badGzip)
  }

  @Test func `something else after the last member is named with its place`() {
    let member = Gzip.member(of: Self.sample.bytes)
    let run = CaptureRun(bytes: member + [0, 0x68, 0x69])
    #expect(run.frames.count == Self.sample.frameEnds.count)
    #expect(run.trouble?.kind == .badGzip)
    #expect(run.trouble?.offset == member.count + 1)
  }

  @Test func `damage inside counts in decompressed bytes and says so`() {
    let cut = Array(Self.sample.bytes.dropLast())
    let trouble = CaptureRun(bytes: Gzip.member(of: cut)).trouble
    #expect(trouble?.kind == .truncatedRecord)
    #expect(trouble?.offset == CaptureRun(bytes: cut).trouble?.offset)
    #expect(trouble?.description.contains("(decompressed)") == true)
  }

  @Test func `what is no capture is no capture in gzip either`() {
    #expect(CaptureRun(bytes: Gzip.member(of: [])).refusal?.kind == .empty)
    #expect(CaptureRun(bytes: Gzip.member(of: [1, 2, 3, 4])).refusal?.kind == .notACapture)
    let twice = Gzip.member(of: Gzip.member(of: Self.sample.bytes))
    #expect(CaptureRun(bytes: twice).refusal?.found == "gzip inside gzip; unpack it first")
  }

  @Test(arguments: [0x00, 0x7f, 0x80, 0xff] as [UInt8])
  func `any byte of it may be wrong`(value: UInt8) {
    let member = Gzip.member(of: Self.sample.bytes)
    for index in member.indices {
      var bytes = member
      bytes[index] = value
      #expect(CaptureRun(bytes: bytes).isBalanced, "byte \(index)")
    }
  }
}
