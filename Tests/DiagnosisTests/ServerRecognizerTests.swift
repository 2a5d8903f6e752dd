import Bytes
import Mail
import Packets
import Sessions
import Testing

@testable import Diagnosis

struct ServerRecognizerTests {
  private func identity(_ script: SessionScript, port: UInt16 = 143) -> ServerIdentity {
    ServerRecognizer(script.sessions, signatures: .builtIn)
      .identity(of: Endpoint(address: SessionScript.server.address, port: port))
  }

  private func greeted(_ greeting: String, _ change: (inout MailSession) -> Void = { _ in })
    -> ServerIdentity
  {
    var script = SessionScript()
    let index = script.connect(client: 1, at: 0, until: nil, greeting: greeting)
    change(&script.sessions[index])
    return identity(script)
  }

  private static let exchangeLine = [
    "IMAP4", "IMAP4REV1", "AUTH=NTLM", "AUTH=GSSAPI", "STARTTLS", "UIDPLUS", "CHILDREN", "IDLE",
    "NAMESPACE", "LITERAL+",
  ]

  @Test(
    arguments: [
      (
        "OK Microsoft Exchange Server 2003 IMAP4rev1 server version 6.5.7638.1 (x) ready.",
        ServerFamily.exchange, "2003"
      ),
      ("OK Microsoft Exchange Server 2007 IMAP4 service ready", .exchange, "2007"),
      ("OK The Microsoft Exchange IMAP4 service is ready.", .exchange, "2007-SE"),
      (
        "OK The Microsoft Exchange IMAP4 service is ready. [RgBSADAAUAAyADgAMQBDAEEA]",
        .exchangeOnline, nil
      ),
      ("OK [CAPABILITY IMAP4rev1] Dovecot ready.", .dovecot, nil),
      ("OK mail Cyrus IMAP v2.4.17-Fedora server ready", .cyrus, "2.4.17-fedora"),
      ("OK mail Cyrus IMAP 3.0.5 server ready", .cyrus, "3.0.5"),
      ("OK [CAPABILITY IMAP4rev1] Courier-IMAP ready. Copyright 1998-2018 x", .courier, nil),
      ("OK Gimap ready for requests from 10.0.0.1 x", .gmail, nil),
      ("OK mail Zimbra IMAP4rev1 server ready", .zimbra, nil),
      ("OK IMAPrev1 Service Ready - hMailServer x", .hMailServer, nil),
      ("OK Kerio Connect 9.4.2 IMAP4rev1 server ready", .kerio, "9.4.2"),
      ("OK IMAP4 ready", .unknown, nil),
    ] as [(String, ServerFamily, String?)])
  func `IMAP greetings name their software`(
    greeting: String, family: ServerFamily, version: String?
  ) {
    #expect(greeted(greeting) == ServerIdentity(family: family, versionText: version))
  }

  @Test(
    arguments: [
      (
        "220 mail Microsoft ESMTP MAIL Service ready at Tue, 24 Nov 2026", ServerFamily.exchange,
        "2007-SE"
      ),
      ("220 mail Microsoft ESMTP MAIL Service, Version: 6.0.3790.4675 ready at x", .exchange, nil),
      (
        "220 AM0PR01CA1.outlook.office365.com Microsoft ESMTP MAIL Service ready at x",
        .exchangeOnline, "service"
      ),
      ("220 mx ESMTP Postfix (Debian/GNU)", .postfix, nil),
      ("220 mx ESMTP Exim 4.96 Tue, 24 Nov 2026", .exim, "4.96"),
      ("220 mx ESMTP Sendmail 8.15.2/8.15.2; Tue", .sendmail, "8.15.2/8.15.2"),
      ("220 mx ESMTP", .unknown, nil),
    ] as [(String, ServerFamily, String?)])
  func `SMTP banners name theirs`(banner: String, family: ServerFamily, version: String?) {
    var script = SessionScript()
    script.smtp(client: 1, at: 0, until: nil, banner: banner)
    #expect(identity(script, port: 25) == ServerIdentity(family: family, versionText: version))
  }

  @Test func `a banner of its own does not hide Exchange`() {
    #expect(greeted("OK Welcome to Contoso") { $0.offered = Self.exchangeLine }.family == .exchange)
    #expect(
      greeted("OK Welcome to Contoso") { session in
        session.refusals = [
          RefusalFact(
            place: .bye, text: WireText("Connection is closed. 13"),
            stamp: Stamp(frame: 1, time: SessionScript.time(1)))
        ]
      }.family == .exchange)
    // The same words in another order are another server's.
    let other = ["IMAP4REV1", "LITERAL+", "UIDPLUS", "NAMESPACE", "IDLE", "CHILDREN"]
    #expect(greeted("OK Welcome to Contoso") { $0.offered = other }.family == .unknown)
  }

  @Test func `capability words and ID name others`() {
    #expect(greeted("OK hi") { $0.offered = ["IMAP4REV1", "X-GM-EXT-1"] }.family == .gmail)
    #expect(greeted("OK hi") { $0.capabilities = ["XYMHIGHESTMODSEQ"] }.family == .yahoo)
    let zimbra = greeted("OK hi") {
      $0.serverID = WireText("(\"NAME\" \"Zimbra\" \"VERSION\" \"8.8.15_GA\")")
    }
    #expect(zimbra == ServerIdentity(family: .zimbra, versionText: "8.8.15_GA"))
    #expect(
      greeted("OK hi") { $0.serverID = WireText("(\"name\" \"x\" \"\"\"") }.family == .unknown)
  }

  @Test func `words that two families share do not decide`() {
    func refused(_ answer: String) -> ServerIdentity {
      var script = SessionScript()
      let index = script.connect(client: 1, at: 0, until: nil, greeting: "OK hi")
      script.authenticate(index, at: 10, answer: answer)
      return identity(script)
    }
    #expect(refused("A1 NO LOGIN failed.").family == .unknown)
    #expect(refused("A1 NO AUTHENTICATE failed.").family == .exchange)
  }

  @Test func `a session that contradicts itself says nothing`() {
    var script = SessionScript()
    let index = script.connect(
      client: 1, at: 0, until: nil, greeting: "OK [CAPABILITY IMAP4rev1] Dovecot ready.")
    script.authenticate(index, at: 10, answer: "A1 NO AUTHENTICATE failed.")
    #expect(identity(script) == .unknown)
    // Texts that nobody has confirmed do not outweigh a greeting.
    script.sessions[index].authentications = []
    script.refuse(index, .tagged(.bad, command: "NOOP"), "Command Error. 11", at: 20)
    #expect(identity(script).family == .dovecot)
  }

  @Test func `most sessions win, and a tie is unknown`() {
    var script = SessionScript()
    for number in 0..<3 { script.connect(client: number, at: number, until: nil) }
    for number in 0..<2 {
      script.connect(
        client: number, at: 10 + number, until: nil,
        greeting: "OK mail Cyrus IMAP 3.0.5 server ready")
    }
    #expect(identity(script).family == .exchange)
    script.connect(
      client: 9, at: 20, until: nil, greeting: "OK mail Cyrus IMAP 3.0.5 server ready")
    #expect(identity(script) == .unknown)
  }
}
