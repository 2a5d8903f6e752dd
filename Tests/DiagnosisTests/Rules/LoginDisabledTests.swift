import Sessions
import Testing

@testable import Diagnosis

struct LoginDisabledTests {
  private static let withTLS = ["IMAP4REV1", "LOGINDISABLED", "STARTTLS"]
  private static let without = ["IMAP4REV1", "LOGINDISABLED"]

  /// IMAP sessions that sign in with the LOGIN command and get this answer.
  private func logins(
    _ answer: String, offered: [String] = [], mechanism: String = "LOGIN"
  ) -> SessionScript {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.connect(client: 1, at: number * 1_000, until: number * 1_000 + 900)
      script.sessions[index].offered = offered
      script.authenticate(
        index, at: number * 1_000 + 100, mechanism: mechanism, answer: answer)
    }
    return script
  }

  @Test(arguments: [
    "A1 BAD Command received in Invalid state.",
    "A1 NO [PRIVACYREQUIRED] Cleartext authentication disallowed on non-secure (SSL/TLS)"
      + " connections.",
    "A1 NO cleartext logins disabled",
  ])
  func `words that ask for TLS`(answer: String) {
    #expect(logins(answer).causes == [.loginDisabled])
  }

  @Test func `LOGIN refused where LOGINDISABLED stands, whatever the words`() {
    #expect(logins("A1 NO LOGIN failed.", offered: Self.withTLS).causes == [.loginDisabled])
    #expect(logins("A1 NO nope", offered: Self.without).causes == [.noMechanism])
  }

  @Test func `NTLM refused beside it is another matter`() {
    let offered = Self.withTLS + ["AUTH=NTLM"]
    let script = logins("A1 NO AUTHENTICATE failed.", offered: offered, mechanism: "NTLM")
    #expect(!script.causes.contains(.loginDisabled))
  }

  @Test(arguments: ["530 5.7.0 Must issue a STARTTLS command first", "538 5.7.11 TLS first"])
  func `SMTP's codes ask for TLS`(answer: String) {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 900)
      script.authenticate(index, at: number * 1_000 + 100, answer: answer)
    }
    #expect(script.causes == [.loginDisabled])
  }

  @Test func `SMTP without AUTH refuses it`() {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 900)
      script.sessions[index].offered = ["SIZE 1000", "8BITMIME"]
      script.authenticate(
        index, at: number * 1_000 + 100, answer: "503 5.5.1 authentication not enabled")
    }
    #expect(script.causes == [.noMechanism])
  }

  /// Clients that read the capabilities and leave.
  private func leavers(_ count: Int, offered: [String]) -> SessionScript {
    var script = SessionScript()
    for number in 0..<count {
      let index = script.connect(client: 1, at: number * 1_000, until: number * 1_000 + 900)
      script.sessions[index].offered = offered
      script.sessions[index].commandCount = 2
    }
    return script
  }

  @Test func `clients that leave because of it are suspected`() throws {
    let script = leavers(4, offered: Self.withTLS)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .loginDisabled)
    #expect(incident.confidence < Diagnosis.suspected)
    #expect(leavers(4, offered: Self.without).causes == [.noMechanism])
  }

  @Test func `a monitor beside clients that get in is healthy`() {
    var script = leavers(10, offered: Self.withTLS)
    script.signIn(client: 2, at: 500, until: nil, answer: "A1 OK done")
    #expect(script.causes.isEmpty)
    #expect(leavers(2, offered: Self.withTLS).causes.isEmpty)
    #expect(leavers(9, offered: ["IMAP4REV1", "AUTH=PLAIN"]).causes.isEmpty)
  }
}
