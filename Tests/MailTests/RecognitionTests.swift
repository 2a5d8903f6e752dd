import Bytes
import Mail
import Testing

/// What a connection's first bytes are, and what they are recognised as.
struct RecognitionCase: Sendable, CustomTestStringConvertible {
  var name: String
  var segments: [MailCase.Segment]
  var hint = ProtocolRecognizer.Hint.none
  /// The verdict, the connection's end being a verdict of its own.
  var verdict: ProtocolRecognizer.Verdict
  var testDescription: String { name }

  static let all: [RecognitionCase] = [
    RecognitionCase(name: "IMAP greeting", segments: [.server("* OK ready")], verdict: .imap),
    RecognitionCase(name: "IMAP PREAUTH", segments: [.server("* PREAUTH hi")], verdict: .imap),
    RecognitionCase(
      name: "IMAP refusal", segments: [.server("* BYE Connection is closed. 10")], verdict: .imap),
    RecognitionCase(name: "IMAP command", segments: [.client("a1 CAPABILITY")], verdict: .imap),
    RecognitionCase(
      name: "IMAP midstream data", segments: [.server("* 23 EXISTS")], verdict: .imap),
    RecognitionCase(
      name: "IMAP midstream fetch", segments: [.server(")", "* 4 FETCH (UID 1)")], verdict: .imap),
    RecognitionCase(
      name: "IMAP midstream answer", segments: [.server("A1 NO AUTHENTICATE failed.")],
      verdict: .imap),
    RecognitionCase(
      name: "IMAP in a literal, by its port",
      segments: [.bytes(.server, Array(repeating: 65, count: 600))], hint: .imap, verdict: .imap),
    RecognitionCase(
      name: "a literal without a hint",
      segments: [.bytes(.server, Array(repeating: 65, count: 600))], verdict: .notMail),
    RecognitionCase(
      name: "a list in a text", segments: [.server("* no good", "* 3 apples", "* ok?")],
      verdict: .notMail),
    RecognitionCase(
      name: "SMTP banner",
      segments: [.server("220 mx.contoso.com Microsoft ESMTP MAIL Service ready")], verdict: .smtp),
    RecognitionCase(
      name: "SMTP banner by its port", segments: [.server("220 mx ready")], hint: .smtp,
      verdict: .smtp),
    RecognitionCase(
      name: "SMTP refusal", segments: [.server("421 4.3.2 Service not available")], verdict: .smtp),
    RecognitionCase(
      name: "SMTP refusal without its number", segments: [.server("554 go away")], verdict: .smtp),
    RecognitionCase(name: "SMTP client", segments: [.client("EHLO me")], verdict: .smtp),
    RecognitionCase(name: "LMTP client", segments: [.client("lhlo me")], verdict: .smtp),
    RecognitionCase(
      name: "a plain 220 and EHLO", segments: [.server("220 x"), .client("EHLO me")], verdict: .smtp
    ),
    RecognitionCase(
      name: "a plain 220 and USER", segments: [.server("220 x"), .client("USER bob")],
      verdict: .notMail),
    RecognitionCase(
      name: "an FTP banner", segments: [.server("220 Microsoft FTP Service")], verdict: .notMail),
    RecognitionCase(
      name: "an FTP banner on SMTP's port", segments: [.server("220 Microsoft FTP Service")],
      hint: .smtp, verdict: .notMail),
    RecognitionCase(
      name: "SMTP midstream client", segments: [.client("MAIL FROM:<a@x>")], verdict: .smtp),
    RecognitionCase(
      name: "SMTP midstream recipients", segments: [.client("RCPT TO:<a@x>")], verdict: .smtp),
    RecognitionCase(
      name: "SMTP midstream extensions", segments: [.server("250-mx", "250-SIZE 3")], verdict: .smtp
    ),
    RecognitionCase(
      name: "SMTP midstream reply", segments: [.server("250 2.1.0 Sender OK")], verdict: .smtp),
    RecognitionCase(
      name: "AUTH LOGIN is no IMAP command", segments: [.server("250 x"), .client("AUTH LOGIN")],
      hint: .none, verdict: .smtp),
    RecognitionCase(name: "POP3", segments: [.server("+OK ready")], verdict: .notMail),
    RecognitionCase(
      name: "POP3 on IMAP's port", segments: [.server("+OK ready")], hint: .imap, verdict: .notMail),
    RecognitionCase(name: "POP3 client", segments: [.client("CAPA")], verdict: .notMail),
    RecognitionCase(
      name: "HTTP", segments: [.client("GET / HTTP/1.1", "Host: x")], verdict: .notMail),
    RecognitionCase(
      name: "HTTP on IMAP's port", segments: [.client("GET / HTTP/1.1", "Host: x")], hint: .imap,
      verdict: .imap),
    RecognitionCase(
      name: "SSH on IMAP's port", segments: [.server("SSH-2.0-OpenSSH_9.2")], hint: .imap,
      verdict: .imap),
    RecognitionCase(name: "SSH", segments: [.server("SSH-2.0-OpenSSH_9.2")], verdict: .notMail),
    RecognitionCase(
      name: "TLS", segments: [.bytes(.client, [22, 3, 1, 0, 5, 1, 0, 0, 1, 0])], verdict: .tls),
    RecognitionCase(
      name: "TLS midstream", segments: [.bytes(.server, [23, 3, 3, 0, 5, 1, 0, 0, 1, 0])],
      verdict: .tls),
    RecognitionCase(
      name: "nearly TLS", segments: [.bytes(.client, [22, 4, 1, 0, 5])], verdict: .notMail),
    RecognitionCase(
      name: "binary", segments: [.bytes(.client, Array(repeating: 0, count: 600))],
      verdict: .notMail),
    RecognitionCase(name: "nothing", segments: [], verdict: .notMail),
    RecognitionCase(name: "nothing, on IMAP's port", segments: [], hint: .imap, verdict: .imap),
    RecognitionCase(
      name: "a gap, on IMAP's port", segments: [.gap(.server, 5), .server("x")], hint: .imap,
      verdict: .imap),
  ]
}

struct RecognitionTests {
  /// The verdict, and what is held when it falls.
  private func judge(_ segments: [MailCase.Segment], _ hint: ProtocolRecognizer.Hint) -> (
    ProtocolRecognizer.Verdict, ProtocolRecognizer
  ) {
    var recognizer = ProtocolRecognizer(hint: hint)
    for segment in segments {
      let verdict: ProtocolRecognizer.Verdict =
        switch segment.content {
        case .bytes(let bytes): recognizer.receive(bytes.span, from: segment.side)
        case .gap: recognizer.gap(from: segment.side)
        }
      if verdict != .undecided { return (verdict, recognizer) }
    }
    return (recognizer.finish(), recognizer)
  }

  @Test(arguments: RecognitionCase.all)
  func `the first lines tell the protocol`(_ example: RecognitionCase) {
    #expect(judge(example.segments, example.hint).0 == example.verdict)
    let bytes = example.segments.flatMap { $0.cut(into: 1) }
    #expect(judge(bytes, example.hint).0 == example.verdict, "byte by byte")
  }

  @Test func `what was held is handed out in its order`() {
    let segments: [MailCase.Segment] = [
      .raw(.server, "220 "), .raw(.client, "EH"), .raw(.server, "x\r\n"),
      .raw(.client, "LO me\r\n"),
    ]
    let (verdict, recognizer) = judge(segments, .none)
    #expect(verdict == .smtp)
    var held: [String] = []
    recognizer.replay { number, side, bytes in
      held.append("\(number) \(side) \(latin1(bytes.copy()))")
    }
    #expect(held == ["0 server 220 ", "1 client EH", "2 server x\r\n"])
  }

  @Test func `it holds less than its limit a side, however long it takes`() {
    for size in [1, 7, 100, 511, 512, 5_000] {
      var recognizer = ProtocolRecognizer()
      var given = 0
      let piece = Array(repeating: UInt8(ascii: "x"), count: size)
      while recognizer.receive(piece.span, from: .client) == .undecided { given += size }
      var held = 0
      recognizer.replay { _, _, bytes in held += bytes.count }
      #expect(held == given && held < ProtocolRecognizer.byteLimit)
    }
  }
}
