import Bytes
import Mail
import Testing

/// Dialogues that meet every kind of event, cut at every place.
struct SegmentationTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name: String
    var dialogue: Dialogue
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "an Exchange session",
      dialogue: .imap(
        .server("* OK The Microsoft Exchange IMAP4 service is ready."),
        .client("A0 CAPABILITY"),
        .server(
          "* CAPABILITY IMAP4 IMAP4rev1 AUTH=NTLM IDLE LITERAL+", "A0 OK CAPABILITY completed."),
        .client("A1 AUTHENTICATE NTLM"), .server("+ "), .client(base64(Tokens.negotiate)),
        .server("+ \(base64(Tokens.challenge([1, 2, 3, 4, 5, 6, 7, 8])))"),
        .client(
          base64(Tokens.authenticate(domain: "CONTOSO", user: "uccxmail", workstation: "PC-8"))),
        .server("A1 NO AUTHENTICATE failed.", "* BYE Connection is closed. 14"))),
    Example(
      name: "literals both ways",
      dialogue: .imap(
        .server("* OK [CAPABILITY IMAP4rev1 LITERAL-] hi"), .client("a LOGIN {3+}"),
        .raw(.client, "bob {6}\r\n"), .server("+ go"), .raw(.client, "geheim\r\n"),
        .server("a OK in"), .client("b APPEND \"Sent\" (\\Seen) ~{4+}"),
        .raw(.client, "a\0\r\n\r\n"),
        .server("* 1 FETCH (BODY[1] {5}"), .raw(.server, "a OK\n BODY[2] {0}\r\n\"x\\\"\")\r\n"),
        .server("b NO [TRYCREATE] no such box", "zz BAD what"), .client("c APPEND x {9}"),
        .server("c NO too much"), .client("d IDLE"), .server("+ idling"), .client("DONE", "", "e"))),
    Example(
      name: "a capture from the middle, with gaps",
      dialogue: .imap(
        .client("OX", "a2 NOOP"), .server("ing) OK", "a2 OK x"), .client("a3 FETCH 1 BODY[]"),
        .server("* 1 FETCH (BODY[] {20}"), .raw(.server, "12345"), .gap(.server, 10),
        .raw(.server, "12345)\r\na3 OK x\r\n"), .gap(.client, 5), .raw(.client, "rest\na4 NOOP\n"),
        .gap(.server, 5), .raw(.server, "rest\nb5 OK x\n"), options: .with { $0.midstream = true })),
    Example(
      name: "STARTTLS with something injected",
      dialogue: .imap(
        .server("* PREAUTH hi"), .client("a STARTTLS", "b LOGIN bob geheim"), .server("a OK go"),
        .bytes(.client, [22, 3, 1, 0, 5, 1, 0, 0, 1, 0]), .raw(.server, "b OK in\r\n"))),
    Example(
      name: "an SMTP session",
      dialogue: .smtp(
        .server("220-mx", "220 ready"), .client("EHLO me"),
        .server("250-mx hello", "250-SIZE 100", "250 AUTH LOGIN"), .client("AUTH LOGIN"),
        .server("334 VXNlcm5hbWU6"), .client(base64("bob")), .server("334 UGFzc3dvcmQ6"),
        .client(base64("geheim")), .server("535 5.7.3 not geheim"), .client("MAIL FROM:<a@x>"),
        .client("RCPT TO: <\"b>\"@y>", "DATA"), .server("250 ok", "550 no", "354 go"),
        .raw(.client, "..x\r\na\n.\nMAIL FROM:<>\r\n.\r\nBDAT 4\r\nab"),
        .raw(.client, "cdQUIT\r\n"),
        .server("250 queued", "250 ok", "221-bye", "421 bye", "250 more", "25x"))),
    Example(
      name: "LMTP, and data before its time",
      dialogue: .smtp(
        .server("220 mx"),
        .client("LHLO me", "RCPT TO:<a@x>", "RCPT TO:<b@x>", "DATA", "x", ".", "DATA"),
        .server("250 ok", "250 ok", "250 ok", "354 go", "250 a", "452 b", "503 no"),
        .client("RSET"),
        .server("250 ok"), options: .with { $0.lmtp = true })),
  ]

  @Test(arguments: examples)
  func `the events do not depend on how the stream is cut`(_ example: Example) {
    var dialogue = example.dialogue
    dialogue.options.reportsLines = true
    let whole = dialogue.run()
    #expect(whole.events.count > 8 && whole.isBalanced)
    for variant in dialogue.everyCut + [dialogue.byteByByte] {
      let run = variant.run()
      #expect(run.spelledEvents == whole.spelledEvents)
      #expect(run.counters == whole.counters)
    }
    var merged = dialogue
    merged.segments = dialogue.segments.merged
    #expect(merged.run().spelledEvents == whole.spelledEvents)
  }

  @Test(arguments: examples)
  func `the next byte begins a line where one ends, and nowhere else`(_ example: Example) {
    // Where TLS begins there are no lines, and where the capture does they may have begun before.
    guard example.dialogue.isIMAP, !example.dialogue.options.midstream,
      !example.dialogue.run().commands.contains(where: { $0.name == "STARTTLS" })
    else { return }
    var parser = IMAPParser(options: example.dialogue.options)
    #expect(parser.isBetweenLines(.client) && parser.isBetweenLines(.server))
    for segment in example.dialogue.segments {
      guard case .bytes(let bytes) = segment.content else { continue }
      for byte in bytes {
        var count = 0
        let one = [byte]
        parser.receive(one.span, from: segment.side) { event in
          switch event {
          case .imapCommand, .tagged, .untagged, .greeting, .continuation, .done, .saslResponse:
            count += 1
          default: break
          }
        }
        if count > 0 { #expect(byte == 10 && parser.isBetweenLines(segment.side)) }
        if byte != 10 { #expect(!parser.isBetweenLines(segment.side)) }
      }
    }
  }

  @Test func `SMTP: inside messages, chunks and replies no line begins`() {
    var parser = SMTPParser()
    func take(_ side: Side, _ text: String) -> Bool {
      let bytes = Array(text.utf8)
      parser.receive(bytes.span, from: side) { _ in }
      return parser.isBetweenLines(side)
    }
    #expect(take(.server, "220 mx\r\n") && take(.client, "DATA\r\n") == false)
    #expect(take(.server, "35") == false && take(.server, "4 go\r\n"))
    #expect(take(.client, "text\r\n") == false && take(.client, ".\r\n"))
    #expect(take(.server, "250-one\r\n") == false && take(.server, "250 two\r\n"))
    #expect(take(.client, "BDAT 2\r\na") == false && take(.client, "b"))
  }

  @Test func `every byte is accounted for, whatever it is`() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "* OK x\r\n", "A1 NOOP\r\n", "{5}\r\n", "\r\n", "DATA\r\n", "354 go\r\n", "A1 STARTTLS\r\n",
      "A1 OK\r\n", "BDAT 9\r\n", "\n", "\u{16}\u{3}", ".\r\n", "220 x\r\n", "STARTTLS\r\n",
    ]
    for round in 0..<3_000 {
      var segments: [Dialogue.Segment] = []
      for _ in 0..<Int.random(in: 1..<12, using: &random) {
        let side: Side = Bool.random(using: &random) ? .client : .server
        switch Int.random(in: 0..<8, using: &random) {
        case 0: segments.append(.gap(side, Int.random(in: 1..<20, using: &random)))
        case 1:
          segments.append(.bytes(side, (0..<9).map { _ in .random(in: 0...255, using: &random) }))
        default: segments.append(.raw(side, words.randomElement(using: &random) ?? ""))
        }
      }
      let dialogue = Dialogue(isIMAP: round % 2 == 0, segments: segments)
      let run = dialogue.run()
      #expect(run.isBalanced, "\(segments): \(run.counters.bytes)")
      #expect(dialogue.byteByByte.run().spelledEvents == run.spelledEvents, "\(segments)")
    }
  }
}
