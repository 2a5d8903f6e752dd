import Bytes
import Mail
import Sessions
import Testing

@testable import Diagnosis

struct MailboxRefusedTests {
  private let words = "Server Unavailable. 15"

  /// Sessions that sign in and have SELECT refused, after another mailbox command that went well or
  /// without one.
  private func refused(afterSuccess: Bool) -> SessionScript {
    var script = SessionScript()
    for number in 0..<4 {
      let time = number * 1_000
      let index = script.connect(client: number + 1, at: time, until: time + 900)
      script.authenticate(index, at: time + 10, answer: "A1 OK AUTHENTICATE completed.")
      if afterSuccess { script.command(index, .list, at: time + 50, think: 5) }
      script.refuse(index, .tagged(.no, command: "SELECT"), words, at: time + 100)
    }
    return script
  }

  @Test func `a mailbox that opens at no time is told`() {
    #expect(refused(afterSuccess: false).causes.count == 1)
  }

  @Test func `a mailbox that had been open was not kept shut by a limit`() {
    #expect(refused(afterSuccess: true).causes.isEmpty)
  }

  @Test func `the same words after a sign-in before the capture are told, softly`() throws {
    var script = SessionScript()
    for number in 0..<3 {
      script.earlier(client: number + 1, until: 5_000)
      let index = script.sessions.count - 1
      script.refuse(index, .tagged(.no, command: "SELECT"), words, at: 1_000 + number)
    }
    // What makes the server known as Exchange.
    script.connect(client: 9, at: 2_000, until: 2_500)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .unavailable)
    #expect(incident.confidence < Diagnosis.suspected)
    #expect(incident.alternatives.contains { $0.cause == .storeSessions })
  }
}
