import Bytes
import Mail
import Testing

/// Streams in which every secret is replaced, however they were cut.
struct RedactionTests {
  private static let password = "Schnee-Eule-17"

  /// Both streams as they may be shown: filler where no event tells.
  private func redacted(_ dialogue: Dialogue) -> PerSide<[UInt8]> {
    var options = dialogue.options
    options.redacts = true
    var streams = PerSide<[UInt8]>(both: [])
    for segment in dialogue.segments {
      switch segment.content {
      case .bytes(let bytes):
        streams[segment.side] += bytes.map { $0 == 10 || $0 == 13 ? $0 : UInt8(ascii: "x") }
      case .gap(let count): streams[segment.side] += [UInt8](repeating: 63, count: count)
      }
    }
    func take(_ event: MailEvent) {
      guard case .harmless(let side, let end, let bytes) = event else { return }
      #expect(end <= streams[side].count && end >= bytes.count)
      guard end <= streams[side].count, end >= bytes.count else { return }
      streams[side].replaceSubrange((end - bytes.count)..<end, with: bytes)
    }
    if dialogue.isIMAP {
      var parser = IMAPParser(options: options)
      for segment in dialogue.segments {
        switch segment.content {
        case .bytes(let bytes): parser.receive(bytes.span, from: segment.side, events: take)
        case .gap(let count): parser.gap(count, from: segment.side, events: take)
        }
      }
    } else {
      var parser = SMTPParser(options: options)
      for segment in dialogue.segments {
        switch segment.content {
        case .bytes(let bytes): parser.receive(bytes.span, from: segment.side, events: take)
        case .gap(let count): parser.gap(count, from: segment.side, events: take)
        }
      }
    }
    return streams
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The places at which the streams differ from what was sent.
  private func lines(_ dialogue: Dialogue, _ side: Side) -> [String] {
    text(redacted(dialogue)[side]).split(separator: "\r\n").map(String.init)
  }

  @Test func `a LOGIN command keeps its user and gets another password of the same length`() {
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob \(Self.password)"), .server("A1 NO no"),
      .client("A2 LOGIN \"CORP\\\\bob\" \"\(Self.password)\""),
      .server("A2 NO \(Self.password) is wrong"))
    let client = lines(dialogue, .client)
    #expect(client[0].hasPrefix("A1 LOGIN bob "))
    #expect(client[1].hasPrefix("A2 LOGIN \"CORP\\\\bob\" \""))
    let (one, other) = (client[0].suffix(14), client[1].dropLast().suffix(14))
    #expect(one == other)
    #expect(one != Self.password)
    #expect(lines(dialogue, .server)[2] == "A2 NO ************** is wrong")
  }

  @Test func `equal passwords stay equal, and different ones different`() {
    func password(_ password: String) -> String {
      let dialogue = Dialogue.imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE PLAIN"), .server("+"),
        .client(base64("\0bob\0\(password)")))
      return lines(dialogue, .client)[1]
    }
    #expect(password("abcdefgh") == password("abcdefgh"))
    #expect(password("abcdefgh") != password("abcdefgi"))
  }

  /// Sign-ins of every mechanism, with the words that must be gone and those that must stay.
  static let signIns: [(name: String, dialogue: Dialogue)] = [
    (
      "literals",
      .imap(
        .server("* OK ready"), .client("A1 LOGIN {3}"), .server("+"),
        .raw(.client, "bob {14}\r\n"), .server("+"), .raw(.client, "\(password)\r\n"),
        .server("A1 NO no"))
    ),
    (
      "PLAIN",
      .imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE PLAIN \(base64("\0bob\0\(password)"))"), .server("A1 OK in"))
    ),
    (
      "XOAUTH2",
      .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE XOAUTH2"), .server("+"),
        .client(base64("user=bob\u{1}auth=Bearer \(password)\u{1}\u{1}")), .server("A1 OK in"))
    ),
    (
      "SMTP LOGIN",
      .smtp(
        .server("220 mail ESMTP"), .client("EHLO a"), .server("250-mail", "250 AUTH LOGIN"),
        .client("AUTH LOGIN"), .server("334 VXNlcm5hbWU6"), .client(base64("bob")),
        .server("334 UGFzc3dvcmQ6"), .client(base64(password)), .server("535 no \(password)"))
    ),
    (
      "SMTP PLAIN and a message",
      .smtp(
        .server("220 mail ESMTP"), .client("EHLO a"), .server("250 AUTH PLAIN"),
        .client("AUTH PLAIN \(base64("\0bob\0\(password)"))"), .server("235 in"),
        .client("MAIL FROM:<a@b.c>"), .server("250 ok"), .client("RCPT TO:<d@e.f>"),
        .server("250 ok"), .client("DATA"), .server("354 go"),
        .client("Subject: \(password)", "", ".. \(password)", "."), .server("250 sent"),
        .client("QUIT"), .server("221 bye"))
    ),
    (
      "a message in a literal",
      .imap(
        .server("* PREAUTH ready"), .client("A1 FETCH 1 BODY[]"),
        .server("* 1 FETCH (BODY[] {16}"), .raw(.server, "\(password)\r\n)\r\n"),
        .server("A1 OK done"), .client("A2 SEARCH TEXT \(password)"), .server("A2 OK done"))
    ),
    (
      "a password in the wrong place",
      .imap(
        .server("* OK ready"), .client(password), .server("* BAD \(password)?"),
        .client("A1 \(password)"), .server("A1 BAD what is \(password)"))
    ),
    (
      "an AUTH line of which the beginning is lost",
      .imap(
        .server("* OK ready"), .gap(.client, 12), .raw(.client, "bob \(password)\r\n"),
        .client("A2 NOOP"), .server("A2 OK x"), options: .with { $0.midstream = true })
    ),
  ]

  @Test(arguments: signIns.indices)
  func `no secret is left, however the streams were cut`(_ index: Int) {
    let dialogue = Self.signIns[index].dialogue
    let whole = redacted(dialogue)
    let forms =
      [Self.password]
      + (0..<3).map { shift in
        String(
          base64([UInt8](repeating: 0, count: shift) + Array(Self.password.utf8))
            .dropFirst(shift == 0 ? 0 : 4).dropLast(4))
      }
    for variant in [dialogue, dialogue.byteByByte] + dialogue.everyCut {
      let streams = redacted(variant)
      for side in Side.allCases {
        #expect(streams[side].count == whole[side].count)
        for form in forms { #expect(!text(streams[side]).contains(form), "\(form)") }
      }
      // Literals that come in pieces are filled, not replaced; all else is the same.
      if index > 0 { #expect(streams.client == whole.client && streams.server == whole.server) }
    }
  }

  /// A word in the wrong place may be a password, whatever stands before it: all of it is filler.
  @Test(arguments: signIns.indices.dropLast(2))
  func `what is redacted reads as it did`(_ index: Int) {
    let dialogue = Self.signIns[index].dialogue
    let streams = redacted(dialogue)
    var places = PerSide(both: 0)
    var copy = dialogue
    for index in copy.segments.indices {
      let side = copy.segments[index].side
      guard case .bytes(let bytes) = copy.segments[index].content else { continue }
      let end = places[side] + bytes.count
      copy.segments[index].content = .bytes(Array(streams[side][places[side]..<end]))
      places[side] = end
    }
    func accounts(_ run: MailRun) -> [String] {
      run.events.compactMap { event in
        guard case .authentication(let sign) = event else { return nil }
        return "\(sign.mechanism) \(sign.identity?.account.text ?? "-") \(sign.result)"
      }
    }
    #expect(accounts(copy.run()) == accounts(dialogue.run()))
    func kinds(_ run: MailRun) -> [String] {
      run.events.map { String("\($0)".prefix { $0.isLetter }) }
    }
    #expect(kinds(copy.run()) == kinds(dialogue.run()))
  }

  @Test func `NTLM's third message keeps its names and loses both responses`() throws {
    let message = Tokens.authenticate(
      domain: "CONTOSO", user: "uccxmail", workstation: "PC-8",
      responses: Array("geheim-Antwort-auf-die-Frage".utf8))
    for token in [message, Tokens.spnegoResponse(message), Tokens.spnego(message)] {
      let mechanism = token == message ? "NTLM" : "GSS-SPNEGO"
      let dialogue = Dialogue.imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE \(mechanism)"), .server("+"),
        .client(base64(token)), .server("A1 OK done"))
      let line = lines(dialogue, .client)[1]
      #expect(line != base64(token))
      #expect(line.count == base64(token).count)
      let run = Dialogue.imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE \(mechanism)"), .server("+"),
        .client(line), .server("A1 OK done")
      ).run()
      let identity = run.events.compactMap { event -> SASLIdentity? in
        if case .authentication(let sign) = event { sign.identity } else { nil }
      }.first
      #expect(identity?.account.text == "CONTOSO\\uccxmail")
      #expect(identity?.workstation?.text == "PC-8")
      let left = Base64Text.decode(line)
      #expect(!text(left).contains("Antwort"))
    }
  }

  @Test func `a Kerberos ticket keeps the service's name and nothing encrypted`() {
    let token = Tokens.kerberos(service: ["imap", "cas01"], realm: "CORP")
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 AUTHENTICATE GSSAPI \(base64(token))"),
      .server("A1 OK done"))
    let words = lines(dialogue, .client)[0].split(separator: " ")
    let left = Base64Text.decode(String(words[3]))
    #expect(left.count == token.count)
    #expect(text(left).contains("cas01"))
  }

  @Test func `proofs of CRAM-MD5, SCRAM and DIGEST-MD5 are replaced`() {
    func answer(_ mechanism: String, _ messages: [String]) -> String {
      var dialogue = Dialogue.imap(.server("* OK ready"), .client("A1 AUTHENTICATE \(mechanism)"))
      for message in messages { dialogue.segments += [.server("+"), .client(base64(message))] }
      let last = lines(dialogue, .client).last ?? ""
      return text(Base64Text.decode(last))
    }
    #expect(answer("CRAM-MD5", ["bob 0123abcd"]) == "bob 00000000")
    #expect(
      answer("SCRAM-SHA-256", ["n,,n=bob,r=abc", "c=biws,r=abcdef,p=c2VjcmV0"])
        == "c=biws,r=abcdef,p=AAAAAAAA")
    #expect(
      answer("DIGEST-MD5", ["username=\"bob\",realm=\"r\",response=0123abcd,qop=auth"])
        == "username=\"bob\",realm=\"r\",response=00000000,qop=auth")
  }

  @Test func `TLS keeps its handshake and loses what it carries`() {
    let handshake: [UInt8] = [22, 3, 1, 0, 5, 1, 0, 0, 1, 9]
    let data: [UInt8] = [23, 3, 3, 0, 4, 1, 2, 3, 4]
    let dialogue = Dialogue.imap(.bytes(.client, handshake + data))
    for variant in [dialogue, dialogue.byteByByte] {
      #expect(redacted(variant).client == handshake + [23, 3, 3, 0, 4, 0, 0, 0, 0])
    }
  }
}

/// Decodes base64 for tests.
private enum Base64Text {
  static func decode(_ text: String) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var bits = 0
    var count = 0
    var bytes: [UInt8] = []
    for digit in text.utf8 {
      guard let value = alphabet.firstIndex(of: digit) else { break }
      bits = bits << 6 | value
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(bits >> count & 0xff))
    }
    return bytes
  }
}
