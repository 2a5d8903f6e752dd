import Bytes
import Mail
import Testing

struct CapabilityTests {
  @Test func `IMAP announces capabilities in responses and in codes`() {
    let run = Dialogue.imap(
      .server("* OK [CAPABILITY IMAP4rev1 auth=ntlm] ready"), .client("A1 CAPABILITY"),
      .server("* CAPABILITY IMAP4  IDLE", "A1 OK done"), .client("A2 LOGIN bob geheim"),
      .server("A2 OK [CAPABILITY IMAP4 MOVE] in")
    ).run()
    #expect(
      run.capabilities == [["IMAP4REV1", "AUTH=NTLM"], ["IMAP4", "IDLE"], ["IMAP4", "MOVE"]])
  }

  @Test func `SMTP announces the lines behind EHLO's first`() {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("EHLO me"),
      .server(
        "250-mx.contoso.com Hello", "250-size 36700160", "250-AUTH NTLM LOGIN", "250 8BITMIME")
    ).run()
    #expect(run.capabilities == [["SIZE 36700160", "AUTH NTLM LOGIN", "8BITMIME"]])
  }

  @Test func `a capture without the client has them, too`() {
    let run = Dialogue.smtp(.server("220 mx"), .server("250-mx", "250 PIPELINING")).run()
    #expect(run.capabilities == [["PIPELINING"]])
  }

  @Test func `other replies of several lines announce nothing`() {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("NOOP"), .server("250-one", "250 two"), .client("HELP"),
      .server("214-three", "214 four")
    ).run()
    #expect(run.capabilities.isEmpty)
  }

  @Test func `texts of greetings, answers and replies are there`() {
    let imap = Dialogue.imap(
      .server("* OK [ALERT] ready"), .client("A1 NOOP"),
      .server("* BYE Connection is closed. 10", "A1 NO [LIMIT] too many")
    ).run()
    guard case .greeting(let greeting)? = imap.events.first else {
      Issue.record("no greeting")
      return
    }
    #expect(greeting.text.text == "OK [ALERT] ready")
    #expect(imap.untagged.first?.text?.text == "Connection is closed. 10")
    #expect(imap.tagged.first?.text.text == "[LIMIT] too many")
    #expect(imap.tagged.first?.command == "NOOP")
    let smtp = Dialogue.smtp(
      .server("220-first", "220 second"), .client("QUIT"), .server("421 4.3.2 too many")
    ).run()
    guard case .greeting(let banner)? = smtp.events.first else {
      Issue.record("no banner")
      return
    }
    #expect(banner.text.text == "first" && banner.lineCount == 2)
    #expect(smtp.replies.first?.text.text == "4.3.2 too many")
  }
}
