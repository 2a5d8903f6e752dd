import Bytes
import Mail
import Testing

/// Lines as they may be shown: what Wireshark shows, less secrets and message text.
struct LineTests {
  private func lines(_ dialogue: Dialogue) -> [String] {
    var dialogue = dialogue
    dialogue.options.reportsLines = true
    return dialogue.run().lines
  }

  @Test func `a session reads as it went`() {
    let shown = lines(
      .imap(
        .server("* OK The Microsoft Exchange IMAP4 service is ready."), .client("A0 CAPABILITY"),
        .server("* CAPABILITY IMAP4 AUTH=NTLM", "A0 OK CAPABILITY completed."),
        .client("A1 LOGIN uccxmail geheim"), .server("A1 NO LOGIN failed."),
        .client("A2 SELECT \"Sent Items\""), .server("* 23 EXISTS", "A2 OK [READ-WRITE] done"),
        .client("A3 IDLE"), .server("+ idling"), .client("DONE"), .server("A3 OK"),
        .client("A4 LOGOUT"), .server("* BYE bye", "A4 OK done")))
    #expect(
      shown == [
        "S: * OK The Microsoft Exchange IMAP4 service is ready.", "C: A0 CAPABILITY",
        "S: * CAPABILITY IMAP4 AUTH=NTLM", "S: A0 OK CAPABILITY completed.",
        "C: A1 LOGIN uccxmail ***", "S: A1 NO LOGIN failed.", "C: A2 SELECT \"Sent Items\"",
        "S: * 23 EXISTS", "S: A2 OK [READ-WRITE] done", "C: A3 IDLE", "S: + idling", "C: DONE",
        "S: A3 OK", "C: A4 LOGOUT", "S: * BYE bye", "S: A4 OK done",
      ])
  }

  @Test func `a SASL dialogue shows lengths`() {
    let shown = lines(
      .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE NTLM"), .server("+"),
        .client(base64(Tokens.negotiate)),
        .server("+ \(base64(Tokens.challenge([1, 2, 3, 4, 5, 6, 7, 8])))"), .client("*"),
        .server("A1 BAD cancelled"), .client("A2 AUTHENTICATE PLAIN \(base64("\0bob\0geheim"))"),
        .server("A2 OK done")))
    #expect(
      shown == [
        "S: * OK ready", "C: A1 AUTHENTICATE NTLM", "S: +", "C: (SASL response, 44 bytes)",
        "S: + (challenge, 64 bytes)", "C: *", "S: A1 BAD cancelled",
        "C: A2 AUTHENTICATE PLAIN (initial response, 16 bytes)", "S: A2 OK done",
      ])
  }

  @Test func `literals and message data show lengths`() {
    let shown = lines(
      .imap(
        .server("* OK ready"), .client("A1 LOGIN {3+}"), .raw(.client, "bob {6+}\r\n"),
        .raw(.client, "geheim\r\n"), .client("A2 UID FETCH 7 (BODY[])"),
        .server("* 12 FETCH (UID 7 BODY[] {340}"),
        .bytes(.server, Array(repeating: 65, count: 340)), .raw(.server, ")\r\n"),
        .client("A3 SEARCH SUBJECT \"pay day\""), .client("A4 APPEND Sent {5}"),
        .raw(.client, "hello\r\n")))
    #expect(
      shown == [
        "S: * OK ready", "C: A1 LOGIN {3+}", "C: (continuation, 5 bytes)",
        "C: (continuation, 0 bytes)", "C: A2 UID FETCH 7 (BODY[])", "S: * 12 FETCH (359 bytes)",
        "S: (continuation, 1 byte)", "C: A3 SEARCH (17 bytes)", "C: A4 APPEND (5 bytes) {5}",
        "C: (continuation, 0 bytes)",
      ])
  }

  @Test func `what is not understood is not shown`() {
    let shown = lines(
      .imap(
        .server("* OK ready"), .client("hunter2", "A1 HUNTER2 x", "long.hunter2.tag NOOP"),
        .server("%%%", "long.hunter2.tag OK done", "* XSECRET hunter2", "zz OK fine")))
    #expect(
      shown == [
        "S: * OK ready", "C: (unrecognised line, 7 bytes)", "C: (unrecognised line, 12 bytes)",
        "C: <tag> NOOP", "S: (unrecognised line, 3 bytes)", "S: <tag> OK done",
        "S: (unrecognised line, 17 bytes)", "S: zz OK fine",
      ])
  }

  @Test func `fragments are not shown`() {
    let shown = lines(
      .imap(
        .client("BOX", "A2 NOOP"), .server("rest of a line", "A2 OK done"),
        options: .with { $0.midstream = true }))
    #expect(
      shown == [
        "C: (fragment, 3 bytes)", "C: A2 NOOP", "S: (fragment, 14 bytes)", "S: A2 OK done",
      ])
    let afterGap = lines(
      .imap(
        .server("* OK ready"), .raw(.client, "A1 LOGIN bo"), .gap(.client, 4),
        .client("b geheim", "A2 NOOP")))
    #expect(afterGap == ["S: * OK ready", "C: A2 NOOP"])
  }

  @Test func `SMTP shows its envelope and its replies, not its messages`() {
    let shown = lines(
      .smtp(
        .server("220 mx ESMTP"), .client("EHLO me"), .server("250-mx", "250 AUTH LOGIN"),
        .client("AUTH LOGIN"), .server("334 VXNlcm5hbWU6"), .client(base64("bob")),
        .server("334 UGFzc3dvcmQ6"), .client(base64("geheim")), .server("235 2.7.0 ok"),
        .client("MAIL FROM:<a@x> SIZE=9", "RCPT TO:<b@y>", "DATA"),
        .server("250 ok", "250 ok", "354 go"), .client("Subject: x", "", "text", "."),
        .server("250 queued"), .client("VRFY bob", "HUNTER2", "BDAT 3 LAST"),
        .raw(.client, "abcQUIT\r\n")))
    #expect(
      shown == [
        "S: 220 mx ESMTP", "C: EHLO me", "S: 250-mx", "S: 250 AUTH LOGIN", "C: AUTH LOGIN",
        "S: 334 (challenge, 12 bytes)", "C: (SASL response, 4 bytes)",
        "S: 334 (challenge, 12 bytes)", "C: (SASL response, 8 bytes)", "S: 235 2.7.0 ok",
        "C: MAIL FROM:<a@x> SIZE=9", "C: RCPT TO:<b@y>", "C: DATA", "S: 250 ok", "S: 250 ok",
        "S: 354 go", "S: 250 queued", "C: VRFY (3 bytes)", "C: (unrecognised line, 7 bytes)",
        "C: BDAT 3 LAST", "C: QUIT",
      ])
  }

  @Test func `plain words in the place of a challenge are shown`() {
    let shown = lines(
      .smtp(
        .server("220 mx"), .client("AUTH NTLM"), .server("334 NTLM supported"),
        .client(base64(Tokens.negotiate)), .server("334 TlRMTVNTUAACAAAA")))
    #expect(
      shown[2...] == [
        "S: 334 NTLM supported", "C: (SASL response, 44 bytes)", "S: 334 (challenge, 16 bytes)",
      ])
  }

  @Test func `a line beyond the limit of texts is cut, its length kept`() throws {
    let run = Dialogue.imap(
      .server("* OK \(String(repeating: "x", count: 2_000))"),
      options: .with { $0.reportsLines = true }
    ).run()
    guard case .line(_, let line)? = run.events.first,
      case .greeting(let greeting)? = run.events.dropFirst().first
    else {
      Issue.record("a line and a greeting are due")
      return
    }
    #expect(line.bytes.count == 1_024)
    #expect(greeting.text.bytes.count == 1_024 && greeting.text.wireCount == 2_003)
  }
}
