import Bytes
import Packets
import Testing

@testable import Sessions

struct CaptureMergeTests {
  private static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)

  private func time(_ milliseconds: Int64) -> Timestamp {
    Timestamp(nanoseconds: 1_700_000_000_000_000_000).advanced(by: .milliseconds(milliseconds))
  }

  private func session(
    capture: Int, port: UInt16, from start: Int64, to end: Int64?, number: UInt32? = nil,
    ahead: Int64 = 0
  ) -> MailSession {
    var session = MailSession(
      capture: capture, mailProtocol: .imap,
      client: Endpoint(address: IPAddress(v4: 0x0a04_0565), port: port), server: Self.server,
      first: Stamp(frame: 1, time: time(start + ahead)))
    session.opening = number == nil ? .midstream : .handshake
    session.initialNumbers.client = number
    session.seen = PerSide(both: true)
    session.last = Stamp(frame: 2, time: time((end ?? start + 500) + ahead))
    if end != nil {
      session.closing = .clientFIN
      session.endBegan = session.last
      session.endCompleted = session.last
    }
    session.greeting = GreetingFact(
      text: WireText("OK ready"), isRefusal: false,
      stamp: Stamp(frame: 2, time: time(start + 10 + ahead)))
    return session
  }

  @Test func `a connection seen at two places is counted once, by the reference's clock`() throws {
    let span = (0..<4).map {
      session(capture: 0, port: 40_000 + UInt16($0), from: Int64($0) * 1_000, to: 9_000, number: 7)
    }
    let agent = [
      session(capture: 1, port: 40_001, from: 1_000, to: 9_000, number: 7, ahead: 5_000)
    ]
    let merge = CaptureMerge([span, agent])
    #expect(merge.sessions.count == 4)
    #expect(merge.shared == 1)
    #expect(merge.sessions.allSatisfy { $0.capture == 0 })
    guard case .fitted(let fit) = merge.alignments[1] else {
      Issue.record("not fitted: \(merge.alignments[1])")
      return
    }
    #expect(fit.offset == .seconds(5))
    #expect(fit.connections == 1)
  }

  @Test func `the same ports with another number are another connection`() {
    let one = session(capture: 0, port: 40_000, from: 0, to: 100, number: 7)
    let other = session(capture: 1, port: 40_000, from: 0, to: 100, number: 8)
    let merge = CaptureMerge([[one], [other]])
    #expect(merge.sessions.count == 2)
    #expect(merge.alignments == [.reference, .apart])
    #expect(merge.unaligned == [1])
  }

  @Test func `captures without a shared connection are not aligned, and that is said`() {
    let merge = CaptureMerge([
      [session(capture: 0, port: 40_000, from: 0, to: 100, number: 7)],
      [session(capture: 1, port: 40_001, from: 50_000, to: 50_100, number: 8)],
    ])
    #expect(merge.alignments == [.reference, .apart])
    // They do not show the same time: nothing has to be compared.
    #expect(merge.unaligned == [])
  }

  @Test func `a session that goes on in the next file ends as it ends there`() throws {
    let merge = CaptureMerge([
      [session(capture: 0, port: 40_000, from: 0, to: nil, number: 7)],
      [session(capture: 1, port: 40_000, from: 5_000, to: 9_000)],
    ])
    #expect(merge.continued == 1)
    let first = try #require(merge.sessions.first)
    #expect(first.closing == .clientFIN)
    #expect(first.endCompleted?.time == time(9_000))
    #expect(merge.sessions.map(\.isContinuation) == [false, true])
  }

  @Test func `a single capture stays as it is, and none gives none`() {
    let one = session(capture: 0, port: 40_000, from: 0, to: 100, number: 7)
    #expect(CaptureMerge([[one]]).sessions.count == 1)
    #expect(CaptureMerge([]).sessions.isEmpty)
  }
}
