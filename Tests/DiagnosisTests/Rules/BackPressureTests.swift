import Bytes
import Sessions
import Testing

@testable import Diagnosis

struct BackPressureTests {
  /// Sessions that send a message each; delays in milliseconds.
  private func senders(
    _ delays: [Int], others: Int = 5, recipient: (delay: Int, code: Int) = (5, 250), dot: Int = 5,
    banner: String = "220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Tue"
  ) -> SessionScript {
    var script = SessionScript()
    for (number, delay) in delays.enumerated() {
      let start = number * 100_000
      let index = script.smtp(client: 1, at: start, until: start + 90_000, banner: banner)
      script.command(index, .ehlo, at: start + 10, think: others, outcome: .reply(250))
      script.command(index, .mail, at: start + 100, think: delay, outcome: .reply(250))
      script.transaction(index, .sender, at: start + 100, after: delay)
      let after = start + 200 + delay
      script.command(
        index, .rcpt, at: after, think: recipient.delay,
        outcome: .reply(UInt16(recipient.code)))
      script.transaction(
        index, .recipient, at: after, after: recipient.delay, code: recipient.code)
      if recipient.code >= 400 {
        script.refuse(
          index, .reply(recipient.code, command: "RCPT"), "4.7.1 Greylisted, try again",
          at: after)
      }
      script.command(index, .data, at: after + 10_000, think: others, outcome: .reply(354))
      script.command(index, .message, at: after + 10_100, think: dot, outcome: .reply(250))
      script.transaction(index, .message, at: after + 10_100, after: dot)
    }
    return script
  }

  @Test func `MAIL answered in steps of five seconds is back pressure`() throws {
    let script = senders([5, 10_020, 15_030, 20_010, 20_040, 55_080, 6])
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .backPressure)
    // Late as they came, all were good answers.
    #expect(incident.failures == 0)
    #expect(incident.successes == 7)
    #expect(incident.evidence.count == 5)
    #expect(incident.confidence > Diagnosis.suspected)
    #expect(incident.alternatives.map(\.cause) == [.lossy, .smtpMessageRate])
  }

  @Test func `two such delays are suspected, one is nothing`() throws {
    let two = try #require(Diagnosis(of: senders([10_020, 15_030]).sessions).incidents.first)
    #expect(two.confidence < Diagnosis.suspected)
    #expect(senders([10_020, 5, 5]).causes.isEmpty)
  }

  @Test(arguments: [3_000, 5_010, 8_500, 12_400, 17_900, 61_000])
  func `delays off the steps are something else`(delay: Int) {
    #expect(senders([delay, delay, delay]).causes.isEmpty)
  }

  @Test func `a server slow at everything holds nothing back`() {
    #expect(senders([10_020, 15_030, 20_010], others: 9_000, dot: 9_000).causes.isEmpty)
  }

  @Test func `greylisting refuses the recipient`() {
    #expect(senders([5, 5, 5], recipient: (10_010, 450)).causes.isEmpty)
  }

  @Test func `a content filter takes its time at the dot`() {
    #expect(senders([5, 5, 5], dot: 20_000).causes.isEmpty)
  }

  @Test func `a tarpit delays refusals by a constant five seconds`() {
    var script = SessionScript()
    for number in 0..<5 {
      let start = number * 20_000
      let index = script.smtp(client: number, at: start, until: start + 19_000)
      script.command(index, .ehlo, at: start + 10, think: 5, outcome: .reply(250))
      script.command(index, .mail, at: start + 100, think: 5_010, outcome: .reply(530))
      script.transaction(index, .sender, at: start + 100, after: 5_010, code: 530)
      script.refuse(
        index, .reply(530, command: "MAIL"), "5.7.1 Client was not authenticated",
        at: start + 5_110)
    }
    #expect(script.causes.isEmpty)
  }

  @Test func `other software has no such steps`() {
    #expect(senders([10_020, 15_030, 20_010], banner: "220 mx ESMTP Postfix").causes.isEmpty)
  }

  @Test func `452 4.3.1 says it in words`() throws {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 500)
      script.transaction(index, .sender, at: number * 1_000 + 100, code: 452)
      script.refuse(
        index, .reply(452, command: "MAIL"), "4.3.1 Insufficient system resources",
        at: number * 1_000 + 105)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .backPressure)
    #expect(incident.failures == 3)
  }
}
