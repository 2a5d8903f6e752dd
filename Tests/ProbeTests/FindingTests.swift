import Bytes
import Diagnosis
import Testing

@testable import Probe

struct FindingTests {
  /// A result with one connection whose conversation is played.
  private func result(
    _ script: ServerScript, _ encryption: ProbePlan.Encryption = .none
  ) -> ProbeResult {
    var result = base()
    result.plan.encryption = encryption
    result.attempts = [attempt(.connected)]
    result.conversation = script.play(.using(encryption)).record
    return result
  }

  private func base() -> ProbeResult {
    ProbeResult(
      plan: ProbePlan(host: "mail.example.com", port: 143, encryption: .none),
      start: Timestamp(nanoseconds: 0),
      resolution: Resolution(.found, addresses: ["192.0.2.1"], time: .milliseconds(3)))
  }

  private func attempt(_ outcome: ConnectAttempt.Outcome) -> ConnectAttempt {
    ConnectAttempt(address: "192.0.2.1", outcome: outcome, time: .milliseconds(2))
  }

  @Test func `a greeting is healthy, and says whose it is`() {
    let finding = ProbeFinding(result(.imap()))
    #expect(finding.kind == .healthy)
    #expect(finding.server.family == .dovecot)
    #expect(finding.notes.map(\.cause) == [.loginDisabled])
    let smtp = ProbeFinding(result(.smtp))
    #expect(smtp.server.family == .postfix)
    #expect(smtp.notes.map(\.cause) == [.loginDisabled])
  }

  @Test(
    arguments: [
      (.refused, .service, [.refused]), (.reset, .service, [.refused]),
      (.unreachable, .network, [.unreachable]), (.timedOut, .network, [.unreachable]),
      (.failed, .network, [.unreachable]),
    ] as [(ConnectAttempt.Outcome, ProbeFinding.Kind, [Cause])])
  func `a failed connection is the network's or the service's`(
    outcome: ConnectAttempt.Outcome, kind: ProbeFinding.Kind, causes: [Cause]
  ) {
    var result = base()
    result.attempts = [attempt(outcome)]
    #expect(ProbeFinding(result).kind == kind)
    #expect(ProbeFinding(result).causes == causes)
  }

  @Test func `a host that refuses is up, whatever its other addresses do`() {
    var result = base()
    result.attempts = [attempt(.timedOut), attempt(.refused)]
    #expect(ProbeFinding(result).kind == .service)
  }

  @Test func `a name without an address is the network's`() {
    for outcome in [Resolution.Outcome.notFound("no such host"), .timedOut, .found] {
      var result = base()
      result.resolution.outcome = outcome
      #expect(ProbeFinding(result).kind == .network)
      #expect(ProbeFinding(result).causes == [])
    }
  }

  @Test(
    arguments: [
      ("* BYE Connection is closed. 10\r\n", .limitBeforeGreeting, .connectionsPerIP),
      (
        "* BYE [LIMIT] Maximum number of connections from your address exceeded\r\n",
        .limitBeforeGreeting, .connectionsPerIP
      ),
      ("* BYE Too many connections, try later\r\n", .limitBeforeGreeting, .connectionsPerIP),
      (
        "421 4.7.0 mx.example.com Error: too many connections from 192.0.2.9\r\n",
        .limitBeforeGreeting, .smtpConnectionsPerSource
      ),
      (
        "421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, "
          + "closing transmission channel\r\n", .limitBeforeGreeting, .smtpConnectionsTotal
      ),
      ("* BYE Connection is closed. 14\r\n", .tls, .tlsFailure),
      ("* BYE Server shutting down.\r\n", .service, nil),
      ("554 5.3.2 no service here\r\n", .service, nil),
      ("SSH-2.0-OpenSSH_9.6\r\n", .service, nil), ("", .service, .closedBeforeGreeting),
    ] as [(String, ProbeFinding.Kind, Cause?)])
  func `the words of a greeting decide`(words: String, kind: ProbeFinding.Kind, cause: Cause?) {
    let finding = ProbeFinding(result(ServerScript(greeting: words)))
    #expect(finding.kind == kind)
    if let cause { #expect(finding.causes.first == cause) }
  }

  @Test func `TLS that is refused or not offered is TLS's`() {
    #expect(ProbeFinding(result(.imap("IMAP4rev1"), .startTLS)).kind == .tls)
    var script = ServerScript.imap()
    script.answers["STARTTLS"] = "# BAD no\r\n"
    #expect(ProbeFinding(result(script, .startTLS)).kind == .tls)
  }

  @Test func `later connections without a greeting are a limit`() {
    var result = result(.imap())
    let greeted = ServerScript.imap().play().record
    let closed = ServerScript(greeting: "").play().record
    for record in [greeted, closed, closed] {
      result.others.append(
        OtherConnection(attempt: attempt(.connected), conversation: record))
    }
    let finding = ProbeFinding(result)
    #expect(finding.kind == .limitBeforeGreeting)
    #expect(finding.met.contains("Of 4 connections at once 2 were greeted"))
    result.others = [OtherConnection(attempt: attempt(.connected), conversation: greeted)]
    #expect(ProbeFinding(result).kind == .healthy)
  }

  @Test func `a server that greets and then says nothing is not healthy`() {
    var script = ServerScript.imap()
    script.answers = [:]
    #expect(ProbeFinding(result(script)).kind == .service)
  }

  @Test func `what was on the wire is escaped wherever it is shown`() throws {
    let hostile = "\u{1b}[2J\u{202e}\u{9b}"
    for script in [
      ServerScript(greeting: "* BYE \(hostile)\r\n"), ServerScript(greeting: "\(hostile)\r\n"),
      ServerScript(greeting: "220 \(hostile) ESMTP\r\n", answers: ["EHLO": "421 \(hostile)\r\n"]),
      ServerScript.imap("IMAP4rev1 \(hostile)"),
    ] {
      let result = result(script)
      let finding = ProbeFinding(result)
      for text in [ProbeText.text(result, finding), try ProbeJSON.text(result, finding)] {
        let shown = text.unicodeScalars.filter { $0 != "\n" }
        #expect(shown.allSatisfy { $0.value >= 32 && $0.value != 0x202e && $0.value != 0x9b })
      }
    }
  }
}
