import Bytes
import Mail
import Testing

/// Every limit is reached, counted, and survived.
struct LimitTests {
  @Test func `a line of the limit is read, a longer one skipped, whatever the pieces`() {
    for (length, isRead) in [(63, true), (64, true), (65, false), (66, false), (1_000, false)] {
      let line = "A1 " + String(repeating: "x", count: length - 5)
      let dialogue = Dialogue.imap(
        .server("* OK ready"), .client(line, "A2 NOOP"), options: .with { $0.limits.line = 64 })
      for variant in [dialogue, dialogue.byteByByte] {
        let run = variant.run()
        #expect(run.commands.count == (isRead ? 2 : 1))
        #expect(run.faults.contains("line_too_long") != isRead)
        #expect(run.counters.bytes.client.overlong == (isRead ? 0 : length))
        #expect(run.isBalanced)
      }
    }
  }

  @Test func `a line without an end is not kept`() {
    let piece = Array(repeating: UInt8(ascii: "x"), count: 10_000)
    var parser = IMAPParser()
    for _ in 0..<100 { parser.receive(piece.span, from: .server) { _ in } }
    #expect(parser.counters.bytes.server.overlong == 1_000_000)
    #expect(!parser.isBetweenLines(.server))
  }

  @Test func `nesting is counted, not followed`() {
    let open = String(repeating: "(", count: 101)
    let run = Dialogue.imap(
      .server("* OK ready", "* 1 FETCH \(open.dropLast())", "* 2 FETCH \(open)")
    ).run()
    #expect(run.faults == ["nesting_limit"])
  }

  @Test func `the oldest of too many unanswered commands are forgotten`() {
    let tags = (0..<10).map { "a\($0)" }
    let segments =
      [Dialogue.Segment.server("* OK ready")] + tags.map { .client("\($0) NOOP") }
      + tags.map { .server("\($0) OK done") }
    let run = Dialogue(
      isIMAP: true, segments: segments, options: .with { $0.limits.outstandingTags = 8 }
    ).run()
    #expect(run.counters.drops.tags == 4)
    #expect(
      run.tagged.map(\.command) == Array(repeating: nil, count: 4)
        + Array(repeating: "NOOP", count: 6))
  }

  @Test func `replies beyond the limit have no target and are no offence`() {
    let segments =
      [Dialogue.Segment.server("220 mx")] + (0..<10).map { _ in .client("NOOP") }
      + (0..<11).map { _ in .server("250 ok") } + [.client("RSET"), .server("250 ok")]
    let run = Dialogue(
      isIMAP: false, segments: segments, options: .with { $0.limits.pendingReplies = 6 }
    ).run()
    #expect(run.counters.drops.commands == 4)
    let targets: [SMTPReplyTarget?] =
      Array(repeating: .command("NOOP"), count: 6) + Array(repeating: nil, count: 5) + [
        .command("RSET")
      ]
    #expect(run.replies.map(\.answers) == targets)
    #expect(run.faults == ["unsolicited_reply"])
  }

  @Test func `literal sizes beyond the limit are counted`() {
    let literals = (0..<6).map { _ in Dialogue.Segment.client("{0+}") }
    let run = Dialogue(
      isIMAP: true,
      segments: [.server("* OK ready"), .client("A1 APPEND x {0+}")] + literals + [
        .client(""), .server("A1 OK"),
      ],
      options: .with { $0.limits.literals = 4 }
    ).run()
    #expect(run.commands.first?.literals == [0, 0, 0, 0])
    #expect(run.counters.drops.literals == 3)
  }

  @Test func `capabilities beyond the limit are counted, long ones cut`() {
    let words = (0..<5).map { "W\($0)" } + [String(repeating: "x", count: 200)]
    let run = Dialogue.imap(
      .server("* OK ready", "* CAPABILITY \(words.reversed().joined(separator: " "))"),
      options: .with { $0.limits.capabilities = 3 }
    ).run()
    #expect(run.capabilities.first == [String(repeating: "X", count: 128), "W4", "W3"])
    #expect(run.counters.drops.capabilities == 3)
  }

  @Test func `sign-ins beyond the limit are counted`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN a p", "A2 LOGIN b p", "A3 LOGIN c p"),
      options: .with { $0.limits.signIns = 2 }
    ).run()
    #expect(run.authentications.count == 2 && run.counters.drops.signIns == 1)
  }

  @Test func `gaps of ever new sizes are counted`() {
    let gaps = (1...10).map { Dialogue.Segment.gap(.server, $0) }
    let run = Dialogue(
      isIMAP: true, segments: gaps + gaps, options: .with { $0.limits.gapSizes = 4 }
    ).run()
    #expect(run.malformations.map(\.detail) == ["1", "2", "3", "4"])
    #expect(run.counters.drops.gaps == 12)
  }

  @Test func `secrets beyond the limit are forgotten, the oldest first`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN a first-one", "A2 LOGIN b second-one"),
      .server("* NO first-one second-one"), options: .with { $0.limits.secrets = 1 }
    ).run()
    #expect(run.untagged.first?.text?.text == "first-one ***")
    #expect(run.counters.drops.secrets == 1)
  }

  @Test func `a text made to slow down the search for secrets is cut off`() {
    let secret = String(repeating: "a", count: 200) + "b"
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob \(secret)"),
      .server("A1 NO \(String(repeating: "a", count: 900)) \(secret)")
    ).run()
    #expect(run.tagged.first?.text.text.hasSuffix("a***") == true)
  }

  @Test func `a long secret is masked to the text's end`() {
    let secret = String(repeating: "0123456789", count: 50)
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob \(secret)"), .server("A1 NO bad: \(secret) x")
    ).run()
    #expect(run.tagged.first?.text.text == "bad: ***")
  }

  @Test func `a short secret is masked where it stands alone`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob is"), .server("A1 NO This is it, (is) isn't")
    ).run()
    #expect(run.tagged.first?.text.text == "This *** it, (***) isn't")
  }

  @Test func `too much behind DATA is taken for the message`() {
    let body = String(repeating: "x", count: 60) + "\r\n"
    let run = Dialogue.smtp(
      .server("220 mx"), .client("DATA"), .raw(.client, body), .raw(.client, body),
      .raw(.client, ".\r\nQUIT\r\n"), options: .with { $0.limits.earlyData = 100 }
    ).run()
    #expect(run.messages.first?.count == 124)
    #expect(run.smtpCommands.map(\.name) == ["DATA", "QUIT"])
    #expect(run.counters.drops.awaitedReplies == 1)
    #expect(run.isBalanced)
  }

  @Test func `tags and names are kept to a limit, and long tags still find their command`() {
    let tag = String(repeating: "t", count: 5_000)
    let run = Dialogue.imap(
      .server("* OK ready"), .client("\(tag) \(String(repeating: "n", count: 5_000))"),
      .client("\(tag)1 NOOP"), .server("\(tag) BAD x", "\(tag)1 OK x"),
      options: .with { $0.keepsUnknownWords = true }
    ).run()
    #expect(run.commands.map(\.tag.bytes.count) == [1_024, 1_024])
    #expect(run.commands.first?.name.utf8.count == 1_024)
    #expect(run.tagged.map(\.command) == [String(repeating: "N", count: 1_024), "NOOP"])
  }
}
