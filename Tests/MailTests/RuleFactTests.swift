import Bytes
import Mail
import Testing

/// What the diagnosis' rules ask of the parsers.
struct RuleFactTests {
  @Test
  func `XOAUTH2's token has a fingerprint, mechanisms without a secret on the wire have none`()
    throws
  {
    func fingerprint(_ mechanism: String, _ message: String) throws -> UInt64? {
      let dialogue = Dialogue.imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE \(mechanism) \(base64(Array(message.utf8)))"),
        .server("A1 NO no"))
      let found = try #require(dialogue.run().authentications.first?.secretFingerprint as UInt64??)
      for cut in dialogue.everyCut {
        #expect(cut.run().authentications.first?.secretFingerprint == found)
      }
      return found
    }
    let token = try fingerprint("XOAUTH2", "user=a@b.example\u{1}auth=Bearer abcdef\u{1}\u{1}")
    let same = try fingerprint("XOAUTH2", "user=c@b.example\u{1}auth=Bearer abcdef\u{1}\u{1}")
    let other = try fingerprint("XOAUTH2", "user=a@b.example\u{1}auth=Bearer abcdeg\u{1}\u{1}")
    #expect(token != nil && token == same && token != other)
    #expect(try fingerprint("CRAM-MD5", "a 0123456789abcdef") == nil)
    #expect(try fingerprint("SCRAM-SHA-256", "n,,n=user,r=abc") == nil)
    #expect(try fingerprint("NTLM", "NTLMSSP\0\u{1}\0\0\0") == nil)
    #expect(try fingerprint("GSSAPI", "`x") == nil)
  }

  @Test func `a password that fell into a gap has no fingerprint`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob {6+}"), .raw(.client, "geh"),
      .gap(.client, 3), .raw(.client, "\r\n"), .server("A1 NO no")
    ).run()
    #expect(run.authentications.first?.secretFingerprint == nil)
  }

  @Test func `encrypted records count from the first that is no alert, once a side`() {
    func record(_ type: UInt8, _ count: Int) -> [UInt8] {
      [type, 3, 3, 0, UInt8(count)] + Array(repeating: 9, count: count)
    }
    let dialogue = Dialogue.imap(
      .bytes(.client, [22, 3, 1, 0, 4, 1, 0, 0, 0]), .bytes(.client, record(23, 19)),
      .bytes(.server, record(23, 19) + record(23, 40) + record(23, 41)))
    func sides(_ run: MailRun) -> [Side] {
      run.events.compactMap { if case .tlsData(let side) = $0 { side } else { nil } }
    }
    #expect(sides(dialogue.run()) == [.server])
    for cut in dialogue.everyCut { #expect(sides(cut.run()) == [.server]) }
  }

  @Test func `a command's lines are measured without its literals`() {
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 APPEND x {5+}"), .raw(.client, "hello (\\Seen)\r\n"),
      .client("A2 NOOP"))
    #expect(dialogue.run().commands.map(\.lineBytes) == [18 + 10, 9])
    for cut in dialogue.everyCut { #expect(cut.run().commands.map(\.lineBytes) == [28, 9]) }
  }

  @Test func `only ID's text is shown of untagged data`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 ID NIL"),
      .server("* ID (\"name\" \"Cyrus IMAPD\")", "* FLAGS (\\Seen)", "A1 OK")
    ).run()
    #expect(run.untagged.map { $0.text?.text } == ["(\"name\" \"Cyrus IMAPD\")", nil])
  }
}
