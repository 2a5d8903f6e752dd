import Foundation
import Testing

/// `probe` against servers on this machine: the real binary, real sockets.
@Suite(
  .enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"), .serialized)
struct ProbeCommandTests {
  private let chokepoint: Program

  init() throws { chokepoint = try #require(Program.chokepoint) }

  private func probe(_ arguments: [String]) throws -> (ProbeReport, Int32) {
    let outcome = try chokepoint.run(
      ["probe", "--format", "json", "--timeout", "2"] + arguments)
    #expect(outcome.errors == "")
    return (try JSONDecoder().decode(ProbeReport.self, from: Data(outcome.bytes)), outcome.status)
  }

  private func probe(
    _ manner: ScriptedMailServer.Manner, _ options: [String] = [],
    certificate: TestCertificate? = nil, host: String = "127.0.0.1"
  ) throws -> (ProbeReport, Int32) {
    let server = try ScriptedMailServer(manner, certificate: certificate)
    return try withExtendedLifetime(server) { try probe(["\(host):\(server.port)"] + options) }
  }

  // MARK: Dovecot

  @Test(.enabled(if: DovecotServer.isPossible, "no dovecot and openssl, or not root"))
  func `a real Dovecot is healthy, in the clear, with STARTTLS and with TLS`() throws {
    let dovecot = try DovecotServer()
    let authority = ["--ca", dovecot.certificate.certificate]
    for (port, options, end) in [
      (dovecot.port, [], nil), (dovecot.port, ["--starttls"] + authority, "TLS"),
      (dovecot.securePort, ["--tls"] + authority, "TLS"),
      (dovecot.port, ["--connections", "6"], nil),
    ] as [(Int, [String], String?)] {
      let (report, status) = try probe(["127.0.0.1:\(port)"] + options)
      #expect(status == 0)
      #expect(report.finding == "healthy", "\(report.met)")
      #expect(report.server.family == "dovecot")
      #expect(report.greeting?.line.hasPrefix("* OK [CAPABILITY IMAP4rev1") == true)
      #expect(report.capabilities?.words.contains("IMAP4REV1") == true)
      #expect((report.tls?.isTrusted == true) == (end != nil))
      #expect(report.end == "complete")
      #expect(report.connections.greeted == (options.contains("6") ? 6 : 1))
    }
    #expect(dovecot.log.contains("Aborted login by logging out"))
    #expect(!dovecot.log.contains("auth failed"))
  }

  @Test(.enabled(if: DovecotServer.isPossible, "no dovecot and openssl, or not root"))
  func `a Dovecot whose certificate nobody vouches for is TLS's, and is read on`() throws {
    let dovecot = try DovecotServer()
    for (port, option) in [(dovecot.port, "--starttls"), (dovecot.securePort, "--tls")] {
      let (report, status) = try probe(["127.0.0.1:\(port)", option])
      #expect(status == 1)
      #expect(report.finding == "tls")
      #expect(report.causes == ["tls-failure"])
      #expect(report.tls?.problems == ["self-signed"])
      #expect(report.tls?.certificate?.subject == "localhost")
      #expect(report.greeting?.line.contains("Dovecot") == true)
      #expect(report.end == "complete")
    }
  }

  // MARK: Postfix

  @Test(.enabled(if: PostfixServer.isPossible, "no postfix and openssl, or not root"))
  func `a real Postfix is healthy, in the clear, with STARTTLS, with TLS and over IPv6`() throws {
    let postfix = try PostfixServer()
    let authority = ["--ca", postfix.certificate.certificate]
    let host = "127.0.0.1"
    var ways = [
      ("\(host):\(postfix.port)", [], false),
      ("\(host):\(postfix.port)", ["--starttls"] + authority, true),
      ("\(host):\(postfix.securePort)", ["--tls"] + authority, true),
    ]
    if PostfixServer.hasIPv6 { ways.append(("[::1]:\(postfix.port)", [], false)) }
    for (target, options, isTrusted) in ways {
      let (report, status) = try probe([target] + options)
      #expect(status == 0)
      #expect(report.finding == "healthy", "\(report.met)")
      #expect(report.server.family == "postfix")
      #expect(report.greeting?.line == "220 mail.example.com ESMTP Postfix")
      #expect(report.capabilities?.words.contains("PIPELINING") == true)
      #expect((report.tls?.isTrusted == true) == isTrusted)
      #expect(report.end == "complete")
    }
    #expect(postfix.log.contains("connect from"))
    #expect(!postfix.log.contains("authentication failed"))
  }

  @Test(.enabled(if: PostfixServer.isPossible, "no postfix and openssl, or not root"))
  func `a real Postfix turns away what is beyond its limit for one address, and is believed`()
    throws
  {
    let postfix = try PostfixServer(limit: 3)
    let (report, status) = try probe(["127.0.0.1:\(postfix.port)", "--connections", "6"])
    #expect(status == 1)
    #expect(report.finding == "limit-before-greeting")
    #expect(report.causes.first == "smtp-connections-per-source")
    #expect((report.connections.opened, report.connections.greeted) == (6, 3))
    #expect(postfix.log.contains("Connection concurrency limit exceeded: 4 from"))
  }

  // MARK: The network

  @Test func `a closed port is refused`() throws {
    let port = try ScriptedMailServer(.silent).port
    // The server is gone with its value; its port may take a moment.
    Thread.sleep(forTimeInterval: 0.2)
    let (report, status) = try probe(["127.0.0.1:\(port)"])
    #expect(status == 1)
    #expect((report.finding, report.causes) == ("service", ["refused"]))
    #expect(report.connect.map(\.outcome) == ["refused"])
  }

  @Test(.enabled(if: TestNamespace.isPossible, "no network namespaces here"))
  func `an unreachable address and one that never answers are the network's`() throws {
    let space = try TestNamespace([
      "link set lo up", "route add unreachable 192.0.2.0/24",
      // A neighbour that is not there: what is sent to it vanishes.
      "link add near type veth peer name far", "link set near up", "link set far up",
      "address add 198.51.100.1/24 dev near",
      "neighbour add 198.51.100.9 lladdr 02:00:00:00:00:09 dev near",
    ])
    for (host, outcome) in [("192.0.2.9", "unreachable"), ("198.51.100.9", "timed-out")] {
      let run = try space.run(
        chokepoint, ["probe", host, "--format", "json", "--timeout", "1"])
      let report = try JSONDecoder().decode(ProbeReport.self, from: Data(run.bytes))
      #expect(run.status == 1)
      #expect((report.finding, report.causes) == ("network", ["unreachable"]))
      #expect(report.connect.map(\.outcome) == [outcome])
    }
  }

  @Test func `a name that nobody has is the network's`() throws {
    let (report, status) = try probe(["no-such-host.invalid"])
    #expect(status == 1)
    #expect(report.finding == "network")
    #expect(report.connect.isEmpty)
  }

  // MARK: The service

  @Test func `a server that says nothing is found out within the time-out`() throws {
    let began = Date()
    let (report, status) = try probe(.silent, ["--timeout", "1"])
    #expect(Date().timeIntervalSince(began) < 10)
    #expect(status == 1)
    #expect((report.finding, report.causes) == ("service", ["no-greeting"]))
  }

  @Test func `a server that closes at once is the service's`() throws {
    let (report, status) = try probe(.closing)
    #expect(status == 1)
    #expect((report.finding, report.causes) == ("service", ["closed-before-greeting"]))
  }

  @Test func `a flood is cut off, and shown without its escape sequences`() throws {
    let server = try ScriptedMailServer(
      .flooding("* OK \u{1b}[2J" + String(repeating: "x", count: 999)))
    let outcome = try chokepoint.run(["probe", "127.0.0.1:\(server.port)", "--protocol", "imap"])
    #expect(outcome.status == 1)
    #expect(!outcome.output.contains("\u{1b}"))
    #expect(outcome.output.contains("more than a probe reads"))
    #expect(outcome.output.count < 5_000)
  }

  // MARK: Limits

  @Test(arguments: [
    ("* BYE Too many connections\r\n", "connections-per-ip"),
    ("* BYE Connection is closed. 10\r\n", "connections-per-ip"),
    (
      "421 4.7.0 mx.example.com Error: too many connections from 127.0.0.1\r\n",
      "smtp-connections-per-source"
    ),
  ])
  func `words of a limit before the greeting are one`(words: String, cause: String) throws {
    let (report, status) = try probe(.turningAway(words))
    #expect(status == 1)
    #expect(report.finding == "limit-before-greeting")
    #expect(report.causes.first == cause)
    #expect(report.greeting?.refuses == true)
  }

  @Test func `connections beyond a limit that is silent about it show it`() throws {
    let (report, status) = try probe(.imap(limit: 3), ["--connections", "5"])
    #expect(status == 1)
    #expect(report.finding == "limit-before-greeting")
    #expect((report.connections.opened, report.connections.greeted) == (5, 3))
    let (sound, _) = try probe(.imap(limit: 5), ["--connections", "5"])
    #expect(sound.finding == "healthy")
  }

  // MARK: Certificates

  @Test(.enabled(if: TestCertificate.openssl != nil, "no openssl"))
  func `what is wrong with a certificate is named`() throws {
    let own = try TestCertificate()
    let (selfSigned, _) = try probe(.imap(limit: 9), ["--tls"], certificate: own)
    #expect((selfSigned.finding, selfSigned.tls?.problems) == ("tls", ["self-signed"]))
    let (trusted, status) = try probe(
      .imap(limit: 9), ["--tls", "--ca", own.certificate], certificate: own, host: "localhost")
    #expect((trusted.finding, status) == ("healthy", 0))
    let other = try TestCertificate(name: "mail.example.com")
    let (wrong, _) = try probe(
      .imap(limit: 9), ["--tls", "--ca", other.certificate], certificate: other,
      host: "localhost")
    #expect((wrong.finding, wrong.tls?.problems) == ("tls", ["wrong-name"]))
    let old = try TestCertificate(days: -1)
    let (expired, _) = try probe(
      .imap(limit: 9), ["--tls", "--ca", old.certificate], certificate: old)
    #expect(expired.finding == "tls")
    #expect(expired.tls?.problems.first == "expired")
    #expect(expired.greeting?.line == "* OK Dovecot ready.")
  }

  @Test func `TLS on a port that speaks in the clear is TLS's`() throws {
    let (report, status) = try probe(.imap(limit: 9), ["--tls"])
    #expect(status == 1)
    #expect((report.finding, report.causes) == ("tls", ["tls-failure"]))
    #expect(report.greeting == nil)
  }

  @Test func `STARTTLS that is not offered is TLS's`() throws {
    let (report, _) = try probe(.imap(limit: 9), ["--starttls"])
    #expect((report.finding, report.startTLS?.outcome) == ("tls", "not-offered"))
  }

  // MARK: Usage

  @Test(arguments: [
    ["host:0"], ["a\u{1b}[2Jb"], ["host", "--timeout", "0"], ["host", "--connections", "65"],
    ["host", "--tls", "--starttls"], ["host", "-4", "-6"], [], ["host", "--protocol", "pop3"],
  ])
  func `wrong usage is refused`(arguments: [String]) throws {
    let outcome = try chokepoint.run(["probe"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(!outcome.errors.contains("\u{1b}"))
  }

  @Test func `certificates that cannot be read end it`() throws {
    let folder = try TemporaryFolder()
    let nonsense = try folder.file("ca.pem", Data("no certificate".utf8))
    for path in ["/no/such/file", nonsense] {
      let outcome = try chokepoint.run(["probe", "127.0.0.1:1", "--tls", "--ca", path])
      #expect(outcome.status == 2)
      #expect(outcome.output == "")
      #expect(outcome.messages.count == 1)
    }
  }
}
