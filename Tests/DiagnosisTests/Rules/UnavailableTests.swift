import Bytes
import Mail
import Packets
import Sessions
import Testing

@testable import Diagnosis

struct UnavailableTests {
  /// SMTP sessions that are refused at MAIL in these words.
  private func refusedAtMAIL(_ code: Int, _ text: String, times: Int = 3) -> SessionScript {
    var script = SessionScript()
    for number in 0..<times {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 900)
      script.refuse(
        index, .reply(code, command: "MAIL"), text, at: number * 1_000 + 100)
    }
    return script
  }

  @Test(arguments: [
    (451, "4.7.0 Temporary server error. Please try again later. PRX3"),
    (421, "4.3.2 Service not active"), (421, "4.3.2 System not accepting network messages"),
  ])
  func `words of a back end that fails`(code: Int, text: String) throws {
    let incident = try #require(
      Diagnosis(of: refusedAtMAIL(code, text).sessions).incidents.first)
    #expect(incident.cause == .unavailable)
    #expect(incident.failures == 3)
    #expect(incident.clients.count == 3)
    // Nobody has confirmed these: they speak softly.
    #expect(incident.confidence < 0.9)
  }

  @Test func `a single odd refusal is not an incident`() {
    #expect(refusedAtMAIL(421, "4.3.2 Service not active", times: 1).causes.isEmpty)
  }

  @Test func `the same words where the load was higher at other times are no limit`() throws {
    var script = refusedAtMAIL(451, "4.7.0 Temporary server error. Please try again later. PRX1")
    for number in 0..<6 {
      script.smtp(client: 10 + number, at: 20_000 + number * 10, until: nil)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    let limit = incident.alternatives.first { $0.cause == .smtpConnectionsTotal }
    #expect(limit?.because.description.contains("others were served") == true)
    #expect(incident.successes == 6)
  }

  @Test func `Service not available and then RST is a shutdown`() {
    var script = refusedAtMAIL(421, "4.3.2 Service not available", times: 2)
    #expect(script.causes == [.unavailable])
    for number in 0..<3 {
      script.silent(
        client: number, at: 10_000 + number, until: 10_001 + number, opening: .refused,
        closing: .serverRST)
      script.sessions[script.sessions.count - 1].server.port = 25
    }
    #expect(script.causes.contains(.shuttingDown))
    #expect(!script.causes.contains(.unavailable))
    // Served again later: it was an outage.
    script.smtp(client: 1, at: 60_000, until: nil)
    #expect(!script.causes.contains(.shuttingDown))
  }

  @Test func `BYE 12 on several connections is a shutdown`() {
    func script(_ sessions: Int) -> SessionScript {
      var script = SessionScript()
      for number in 0..<sessions {
        let index = script.connect(client: number, at: number, until: 5_000)
        script.authenticate(
          index, at: 10 + number, account: "a\(number)", answer: "A1 OK done")
        script.refuse(index, .bye, "Connection is closed. 12", at: 4_990)
      }
      return script
    }
    #expect(script(3).causes == [.shuttingDown])
    #expect(script(1).causes.isEmpty)
  }

  @Test func `a few letters of one family say nothing of an unknown server`() {
    func script(_ greeting: String) -> SessionScript {
      var script = SessionScript()
      for number in 0..<3 {
        let index = script.connect(
          client: number, at: number, until: 5_000, greeting: greeting)
        script.refuse(index, .bye, "[ALERT] Password expires soon", at: 4_990)
      }
      return script
    }
    #expect(script("OK hello").causes.isEmpty)
    #expect(script("OK mail Cyrus IMAP 3.0.5 server ready").causes == [.shuttingDown])
  }

  @Test func `a sign-in refused for now by a back end is unavailable, not throttling`() {
    var script = SessionScript()
    for number in 0..<4 {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 500)
      script.authenticate(
        index, at: number * 1_000 + 100, account: "a", answer: "454 4.7.0 try again")
    }
    #expect(script.causes == [.unavailable])
  }
}
