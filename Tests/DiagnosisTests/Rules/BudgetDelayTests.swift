import Bytes
import Mail
import Sessions
import Testing

@testable import Diagnosis

struct BudgetDelayTests {
  private static let words = "Request is throttled. Suggested Backoff Time: 4000 milliseconds"

  /// An account opens connection after connection while another one holds two; `think` gives the
  /// think time of each, from the account and how many connections it holds.
  private func officeDay(
    others: Int = 1, more: Int = 0, think: (_ isBusyAccount: Bool, _ open: Int) -> Int
  ) -> SessionScript {
    var script = SessionScript()
    for client in 0..<10 {
      let index = script.connect(client: client, at: client * 10_000, until: nil)
      script.authenticate(
        index, at: client * 10_000 + 10, account: "busy", answer: "A1 OK done")
      for other in 0..<others where client < 2 {
        let index = script.connect(client: 100 + other, at: client * 10_000 + 50, until: nil)
        script.authenticate(
          index, at: client * 10_000 + 60, account: "calm\(other)", answer: "A1 OK done")
        for turn in 0..<100 {
          script.command(
            index, .noop, at: client * 10_000 + 100 + turn * 1_000,
            think: think(false, min(10, 1 + turn / 10)))
        }
      }
      for turn in 0..<(100 - client * 10) {
        script.command(
          index, .noop, at: client * 10_000 + 200 + turn * 1_000,
          think: think(true, min(10, client + 1 + turn / 10)), more: more)
      }
    }
    return script
  }

  @Test func `one account's commands that slow down with its own load are suspected`() throws {
    let script = officeDay { isBusy, open in isBusy ? 10 + open * open * 20 : 12 }
    let diagnosis = Diagnosis(of: script.sessions)
    let incident = try #require(diagnosis.incidents.first)
    #expect(diagnosis.incidents.count == 1)
    #expect(incident.cause == .budgetDelay)
    #expect(incident.account == "busy")
    #expect(incident.confidence < Diagnosis.suspected)
    #expect(incident.attempts == incident.successes + incident.failures)
    #expect(incident.alternatives.map(\.cause) == [.unavailable, .lossy])
    #expect(!incident.evidence.isEmpty)
  }

  @Test func `a server that slows down for everybody throttles nobody`() {
    #expect(officeDay { _, open in 10 + open * open * 20 }.causes.isEmpty)
  }

  @Test func `with nobody to compare with nothing is claimed`() {
    let script = officeDay(others: 0) { _, open in 10 + open * open * 20 }
    #expect(script.causes.isEmpty)
  }

  @Test func `answers that only take long to come in are not slow`() {
    #expect(officeDay(more: 5_000) { _, _ in 12 }.causes.isEmpty)
  }

  @Test func `slow commands that do not follow the load are no throttling`() {
    let script = officeDay { isBusy, open in isBusy ? 800 + (open % 2) * 40 : 12 }
    #expect(script.causes.isEmpty)
  }

  @Test func `a path that loses segments is not the server's budget`() {
    var script = officeDay { isBusy, open in isBusy ? 10 + open * open * 20 : 12 }
    for index in script.sessions.indices {
      script.sessions[index].segments = PerSide(both: 200)
      script.sessions[index].retransmissions = PerSide(both: 10)
    }
    #expect(!script.causes.contains(.budgetDelay))
  }

  @Test(arguments: [(1_000, 0), (5_000, 1)])
  func `the server's own words are certain, and tell whether clients wait`(
    pause: Int, obeyed: Int
  ) throws {
    var script = SessionScript()
    let index = script.connect(client: 1, at: 0, until: nil)
    script.authenticate(index, at: 10, answer: "A1 OK done")
    script.refuse(index, .tagged(.bad, command: "SELECT"), Self.words, at: 1_000)
    script.command(index, .select, at: 1_000 + pause, think: 5)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .budgetDelay)
    #expect(incident.confidence > 0.9)
    #expect(incident.account == "uccxmail")
    #expect(incident.limit == nil)
    #expect(incident.backoff?.stated == 1)
    #expect(incident.backoff?.longestMilliseconds == 4_000)
    #expect(incident.backoff?.followed == 1)
    #expect(incident.backoff?.obeyed == obeyed)
  }

  @Test func `Gmail's remark in a successful answer is stated throttling`() throws {
    var script = SessionScript()
    let index = script.connect(
      client: 1, at: 0, until: nil, greeting: "OK Gimap ready for requests from 1.2.3.4 x")
    script.authenticate(index, at: 10, answer: "A1 OK done")
    script.sessions[index].notices.append(
      NoticeFact(text: WireText("Success [THROTTLED]"), stamp: script.stamp(100)))
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .budgetDelay)
    #expect(incident.family == .gmail)
  }

  @Test func `a back-off is read from the words, and is no limit's value`() throws {
    let match = try #require(SignatureTable.builtIn.match(WireText(Self.words), at: .taggedBAD))
    #expect(match.statedBackoff == 4_000)
    #expect(match.statedValue == nil)
    let other = try #require(SignatureTable.builtIn.match(WireText(Self.words), at: .taggedNO))
    #expect(other.statedBackoff == 4_000)
    let huge = "Request is throttled. Suggested Backoff Time: 99999999999999 milliseconds"
    let bound = try #require(SignatureTable.builtIn.match(WireText(huge), at: .taggedBAD))
    #expect(bound.statedBackoff == 86_400_000)
  }
}
