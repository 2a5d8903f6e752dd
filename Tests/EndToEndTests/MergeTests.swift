import Bytes
import Diagnosis
import Foundation
import Reports
import Sessions
import Testing

/// An agent's own capture beside the span's: one case, whatever the agent's clock says.
struct MergeTests {
  private static let span = SampleCapture(name: "per-user-limit-16")
  private static let agent = SampleCapture(name: "per-user-limit-16-one-agent")

  private static func sessions(_ bytes: [UInt8], capture: Int) throws -> [MailSession] {
    try Study(bytes: bytes).sessions.map { session in
      var session = session
      session.capture = capture
      return session
    }
  }

  @Test(arguments: [Int64(5), -5, 0], [200.0, -200])
  func `merging gives the span's incident, and the offset within a millisecond`(
    seconds: Int64, drift: Double
  ) throws {
    let frames = try Self.agent.frames()
    let start = try #require(frames.first?.time)
    let moved = frames.map { frame in
      let gained = Int64(Double(frame.time - start) * drift / 1_000_000)
      return TimedFrame(time: frame.time + seconds * 1_000_000_000 + gained, bytes: frame.bytes)
    }
    let whole = try Self.sessions([UInt8](Data(contentsOf: Self.span.file)), capture: 0)
    let part = try Self.sessions(Container.pcap().write(moved, 1), capture: 1)
    let merge = CaptureMerge([whole, part])
    #expect(merge.shared == part.count)
    #expect(merge.unaligned == [])
    guard case .fitted(let fit) = merge.alignments[1] else {
      Issue.record("not fitted")
      return
    }
    // What the clock showed beyond the reference's at the fit's origin.
    let gained = Double(fit.origin.nanoseconds - start) * drift / 1_000_000
    let truth = Double(seconds) * 1e9 + gained
    #expect(abs(Double(fit.offset.nanoseconds) - truth) < 1_000_000, "\(fit)")
    #expect(abs(fit.drift - drift) < 60, "\(fit)")
    let alone = try #require(Diagnosis(of: whole).incidents.first)
    let merged = try #require(Diagnosis(of: merge.sessions).incidents.first)
    #expect(merged.id == alone.id)
    #expect(merged.limit == alone.limit)
    #expect(merged.attempts == alone.attempts)
    #expect(merged.confidence == alone.confidence)
  }
}
