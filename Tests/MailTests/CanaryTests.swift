import Bytes
import Foundation
import Mail
import Testing

/// A connection that carries a secret, and the secret.
struct CanaryCase: Sendable, CustomTestStringConvertible {
  var name: String
  var canary: String
  var dialogue: Dialogue
  var testDescription: String { name }

  private static let challenge = Tokens.challenge(Array("CANARY-6".utf8))

  static let all: [CanaryCase] = imap + smtp + messages + fragments

  private static let imap: [CanaryCase] = [
    CanaryCase(
      name: "LOGIN with atoms", canary: "s3cret-CANARY-1",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 LOGIN bob s3cret-CANARY-1"), .server("A1 OK done"))),
    CanaryCase(
      name: "LOGIN with literals", canary: "s3cret-CANARY-2..",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 LOGIN {6+}"), .raw(.client, "bobbob {17+}\r\n"),
        .raw(.client, "s3cret-CANARY-2..\r\n"), .server("A1 NO failed"))),
    CanaryCase(
      name: "AUTHENTICATE PLAIN", canary: "s3cret-CANARY-3",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE PLAIN"), .server("+ "),
        .client(base64("\0bob\0s3cret-CANARY-3")), .server("A1 OK done"))),
    CanaryCase(
      name: "AUTHENTICATE PLAIN at once", canary: "s3cret-CANARY-3",
      dialogue: .imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE PLAIN \(base64("\0bob\0s3cret-CANARY-3"))"),
        .server("A1 OK done"))),
    CanaryCase(
      name: "AUTHENTICATE with the mechanism forgotten", canary: "s3cret-CANARY-3",
      dialogue: .imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE \(base64("\0bob\0s3cret-CANARY-3"))"), .server("A1 BAD no"))),
    CanaryCase(
      name: "CRAM-MD5", canary: "CANARY-5",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE CRAM-MD5"),
        .server("+ \(base64("<1@CANARY-5>"))"), .client(base64("bob CANARY-5")),
        .server("A1 OK done"))),
    CanaryCase(
      name: "NTLM", canary: "CANARY-6",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE NTLM"), .server("+ "),
        .client(base64(Tokens.negotiate)), .server("+ \(base64(challenge))"),
        .client(
          base64(
            Tokens.authenticate(
              domain: "D", user: "bob", workstation: "PC", responses: Array("CANARY-6".utf8)))),
        .server("A1 OK done"))),
    CanaryCase(
      name: "XOAUTH2", canary: "CANARY-7",
      dialogue: .imap(
        .server("* OK ready"),
        .client(
          "A1 AUTHENTICATE XOAUTH2 \(base64("user=bob\u{1}auth=Bearer CANARY-7\u{1}\u{1}"))"),
        .server("+ \(base64("{\"status\":\"CANARY-7\"}"))"), .client(""), .server("A1 NO x"))),
    CanaryCase(
      name: "an answer that is not base64", canary: "s3cret CANARY-3!",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 AUTHENTICATE PLAIN"), .server("+ "),
        .client("s3cret CANARY-3!"), .server("A1 BAD not base64: s3cret CANARY-3!"))),
    CanaryCase(
      name: "a password echoed in plain", canary: "s3cret-CANARY-14",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 LOGIN bob s3cret-CANARY-14"),
        .server(
          "* NO bad password s3cret-CANARY-14", "A1 NO [ALERT s3cret-CANARY-14] S3CRET-CANARY-14?",
          "* BYE s3cret-CANARY-14"))),
    CanaryCase(
      name: "a password echoed in base64", canary: "s3cret-CANARY-14",
      dialogue: .imap(
        .server("* OK ready"),
        .client("A1 AUTHENTICATE PLAIN \(base64("\0bob\0s3cret-CANARY-14"))"),
        .server(
          "A1 NO \(base64("s3cret-CANARY-14")) \(base64("xs3cret-CANARY-14")) \(base64("xys3cret-CANARY-14x"))",
          "* BYE \(base64("\0bob\0s3cret-CANARY-14"))"))),
  ]

  private static let smtp: [CanaryCase] = [
    CanaryCase(
      name: "AUTH PLAIN", canary: "s3cret-CANARY-3",
      dialogue: .smtp(
        .server("220 mx"), .client("AUTH PLAIN \(base64("\0bob\0s3cret-CANARY-3"))"),
        .server("235 ok"))),
    CanaryCase(
      name: "AUTH LOGIN", canary: "CANARY-4",
      dialogue: .smtp(
        .server("220 mx"), .client("AUTH LOGIN"), .server("334 VXNlcm5hbWU6"),
        .client(base64("bob")), .server("334 UGFzc3dvcmQ6"), .client(base64("CANARY-4")),
        .server("535 5.7.8 wrong: CANARY-4 \(base64("CANARY-4"))"))),
    CanaryCase(
      name: "AUTH LOGIN, only the client captured", canary: "CANARYFOUR",
      dialogue: .smtp(
        .client("EHLO me", "AUTH LOGIN", base64("bob"), base64("CANARYFOUR"), "CANARYFOUR", "QUIT"),
        options: .with { $0.oneSided = true })),
    CanaryCase(
      name: "SMTP NTLM", canary: "CANARY-6",
      dialogue: .smtp(
        .server("220 mx"), .client("AUTH NTLM \(base64(Tokens.negotiate))"),
        .server("334 \(base64(challenge))"),
        .client(
          base64(
            Tokens.authenticate(
              domain: "D", user: "bob", workstation: "PC", responses: Array("CANARY-6".utf8)))),
        .server("235 ok"))),
    CanaryCase(
      name: "AUTH whose 334 fell into a gap", canary: "s3cretCANARY",
      dialogue: .smtp(
        .server("220 mx"), .client("AUTH LOGIN"), .gap(.server, 18), .client("s3cretCANARY"),
        .server("", "500 unknown: S3CRETCANARY"))),
    CanaryCase(
      name: "a token in BURL", canary: "CANARY-8",
      dialogue: .smtp(
        .server("220 mx"),
        .client("BURL imap://bob@x/INBOX;UID=2;URLAUTH=a:internal:CANARY-8 LAST"),
        .server("250 ok"))),
  ]

  private static let messages: [CanaryCase] = [
    CanaryCase(
      name: "an SMTP message", canary: "CANARY-9",
      dialogue: .smtp(
        .server("220 mx"), .client("DATA"), .server("354 go"),
        .client("Subject: CANARY-9", "", "CANARY-9", "."), .server("250 ok"),
        .client("BDAT 10 LAST"), .raw(.client, "CANARY-9\r\n"), .server("250 ok"))),
    CanaryCase(
      name: "a fetched message", canary: "CANARY-9",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 FETCH 1 BODY[]"),
        .server("* 1 FETCH (ENVELOPE (\"d\" \"CANARY-9\") BODY[] {8}"),
        .raw(.server, "CANARY-9 BODY[1] \"CANARY-9\")\r\nA1 OK done\r\n"))),
    CanaryCase(
      name: "an appended message", canary: "CANARY-12",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 APPEND Sent {9}"), .server("+ go"),
        .raw(.client, "CANARY-12\r\n"), .server("A1 OK done"))),
    CanaryCase(
      name: "a base64 part", canary: "CANARY-13",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 FETCH 1 BODY[2]"),
        .server("* 1 FETCH (BODY[2] {12}"), .raw(.server, "\(base64("CANARY-13")))\r\n"))),
    CanaryCase(
      name: "a search for words of a message", canary: "CANARY-9",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 SEARCH TEXT \"CANARY-9\""),
        .server("* SEARCH 1", "A1 OK done"))),
  ]

  private static let fragments: [CanaryCase] = [
    CanaryCase(
      name: "the rest of a password line", canary: "CANARY-10",
      dialogue: .imap(
        .client("CANARY-10", "A2 NOOP"), .server("A2 OK done"),
        options: .with { $0.midstream = true })),
    CanaryCase(
      name: "the rest of a password line of several words", canary: "CANARY-10",
      dialogue: .imap(
        .client("my CANARY-10", "CANARY-10 it is", "A2 NOOP"), .server("A2 OK done"),
        options: .with { $0.midstream = true })),
    CanaryCase(
      name: "a message that the capture begins in", canary: "CANARY-9",
      dialogue: .imap(
        .server(
          "There CANARY-9", "This no CANARY-9", "* no CANARY-9", "* 3 CANARY-9", "A1 OK done"),
        options: .with { $0.midstream = true })),
    CanaryCase(
      name: "a message whose beginning fell into a gap", canary: "CANARY-9",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 FETCH 1 BODY[]"), .gap(.server, 40),
        .server(
          "rest", "This no CANARY-9", "* NO CANARY-9", "* CANARY-9 x", "word OK [CANARY-9] x"),
        .server("A1 OK done"))),
    CanaryCase(
      name: "a message being sent that the capture begins in", canary: "CANARY-12",
      dialogue: .imap(
        .client("first", "Please CHECK my CANARY-12", "A2 NOOP"),
        .server("A2 OK done"), options: .with { $0.midstream = true })),
    CanaryCase(
      name: "a message being sent whose command fell into a gap", canary: "CANARY-12",
      dialogue: .imap(
        .server("* OK ready"), .gap(.client, 30), .client("rest", "please CHECK my CANARY-12"),
        .gap(.server, 9),
        .server("rest", "+ CANARY-12"))),
    CanaryCase(
      name: "a password after a gap", canary: "CANARY-10",
      dialogue: .imap(
        .server("* OK ready"), .raw(.client, "A1 LOGIN bo"), .gap(.client, 5),
        .raw(.client, "CANARY-10\r\n"), .server("A1 NO LOGIN failed."))),
    CanaryCase(
      name: "a password typed as a tag", canary: "s3cret-CANARY-11",
      dialogue: .imap(
        .server("* OK ready"), .client("s3cret-CANARY-11 NOOP"),
        .server("s3cret-CANARY-11 OK done"), .client("s3cret-CANARY-11"),
        .server("s3cret-CANARY-11 BAD what is s3cret-CANARY-11?"))),
    CanaryCase(
      name: "a password typed as a command", canary: "CANARY-11",
      dialogue: .imap(
        .server("* OK ready"), .client("A1 CANARY-11"),
        .server("A1 BAD Error in IMAP command CANARY-11: Unknown command."),
        .client("A2 UID CANARY-11"), .server("A2 BAD no"))),
    CanaryCase(
      name: "a password typed into SMTP", canary: "CANARYELEVEN",
      dialogue: .smtp(
        .server("220 mx"), .client("CANARYELEVEN", "bob CANARYELEVEN"),
        .server("500 5.5.1 unknown command CANARYELEVEN", "500 5.5.1 no"))),
  ]
}

/// Secrets of a connection do not leave the module, in whatever form.
///
/// A password that was typed in the place of the user's name cannot be known for one: it is the
/// account as seen on the wire, and not among these cases.
struct CanaryTests {
  @Test(arguments: CanaryCase.all)
  func `no event holds the secret`(_ example: CanaryCase) {
    var dialogue = example.dialogue
    dialogue.options.reportsLines = true
    for variant in [dialogue, dialogue.byteByByte] {
      let run = variant.run()
      #expect(!run.events.isEmpty)
      for event in run.spelledEvents + run.events.map({ String(describing: $0) }) {
        for form in Self.forms(of: example.canary) {
          #expect(!event.lowercased().contains(form.lowercased()), "\(event) holds \(form)")
        }
      }
    }
  }

  @Test func `the search finds what it is to find`() {
    let run = Dialogue.imap(.server("* OK \(base64("xCANARY-1"))")).run()
    let forms = Self.forms(of: "CANARY-1")
    #expect(run.spelledEvents.contains { event in forms.contains { event.contains($0) } })
  }

  /// The secret in plain, as base64 at three alignments, in hex, in percent form.
  private static func forms(of canary: String) -> [String] {
    let bytes = Array(canary.utf8)
    let encoded = (0..<3).map { alignment in
      let text = base64(Array(repeating: 0, count: alignment) + bytes)
      let first = [0, 2, 3][alignment]
      let last = text.count - (text.hasSuffix("==") ? 3 : text.hasSuffix("=") ? 2 : 0)
      return String(Array(text)[first..<last])
    }
    let hex = bytes.map { String(format: "%02x", $0) }
    return [canary, hex.joined(), hex.map { "%\($0)" }.joined()] + encoded
  }
}
