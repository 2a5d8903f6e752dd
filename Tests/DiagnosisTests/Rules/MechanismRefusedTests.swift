import Mail
import Sessions
import Testing

@testable import Diagnosis

struct MechanismRefusedTests {
  private let no = "A1 NO AUTHENTICATE failed."
  private let ok = "A1 OK AUTHENTICATE completed."

  /// Sessions of one client that try mechanisms in turn, each with its answer.
  private func tries(
    _ answers: [(mechanism: String, answer: String)], times: Int = 5, offered: [String] = []
  ) -> SessionScript {
    var script = SessionScript()
    for number in 0..<times {
      let start = number * 10_000
      let index = script.connect(client: 1, at: start, until: start + 5_000)
      script.sessions[index].offered = offered
      for (turn, attempt) in answers.enumerated() {
        script.authenticate(
          index, at: start + 100 + turn * 100, mechanism: attempt.mechanism,
          answer: attempt.answer)
      }
    }
    return script
  }

  @Test func `one mechanism never taken while another one is`() {
    #expect(tries([("NTLM", no), ("PLAIN", ok)]).causes == [.mechanismRefused])
  }

  @Test func `a mechanism that is not offered`() {
    let script = tries([("NTLM", no)], offered: ["IMAP4REV1", "AUTH=PLAIN"])
    #expect(script.causes == [.mechanismRefused])
  }

  @Test func `Exchange's words for what it does not know`() {
    #expect(tries([("LOGIN", "A1 BAD Command Error. 12")]).causes == [.mechanismRefused])
    let unknown = tries(
      [("SCRAM-SHA-1", "A1 BAD Command Argument Error. 11")],
      offered: ["IMAP4", "IMAP4REV1", "AUTH=NTLM"])
    #expect(unknown.causes == [.mechanismRefused])
    // The same words to LOGIN are about its arguments.
    #expect(tries([("LOGIN", "A1 BAD Command Argument Error. 11")]).causes.isEmpty)
  }

  @Test(arguments: [
    "504 5.5.4 Unrecognized authentication type", "534 5.7.9 mechanism is too weak",
    "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled",
  ])
  func `SMTP's codes and words for it`(answer: String) {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 900)
      script.authenticate(index, at: number * 1_000 + 100, answer: answer)
    }
    #expect(script.causes == [.mechanismRefused])
  }

  @Test func `the same words to another command are a client's mistake`() {
    var script = SessionScript()
    let index = script.connect(client: 1, at: 0, until: 90_000)
    script.authenticate(index, at: 100, answer: ok)
    for number in 0..<5 {
      script.refuse(
        index, .tagged(.bad, command: "?"), "Command Error. 12", at: 1_000 + number * 100)
    }
    #expect(script.causes.isEmpty)
  }

  @Test func `a limit that meets one mechanism only is the limit`() throws {
    var script = SessionScript()
    // Sixteen hold their connections by PLAIN; the others come with NTLM while all are open.
    for number in 0..<16 {
      script.signIn(
        client: number, at: number * 100, until: 60_000 + number * 1_000, answer: ok)
    }
    for number in 0..<12 {
      script.signIn(
        client: 20 + number % 4, at: 5_000 + number * 100, until: 5_050 + number * 100,
        mechanism: "NTLM", answer: no)
    }
    // When some have left, the same clients get in by PLAIN.
    for number in 0..<4 {
      script.signIn(client: 20 + number, at: 70_000 + number, until: nil, answer: ok)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
  }

  @Test func `a mechanism that works at other times is healthy`() {
    var script = tries([("NTLM", ok)], times: 8)
    let index = script.connect(client: 1, at: 90_000, until: 91_000)
    script.authenticate(index, at: 90_100, mechanism: "NTLM", answer: no)
    #expect(script.causes.isEmpty)
  }
}
