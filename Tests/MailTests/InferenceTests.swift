import Bytes
import Mail
import Testing

/// Sign-ins of which the capture holds the server's lines only.
struct InferenceTests {
  private static let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

  /// What the server sends before its answer, the answer, and the mechanism that these tell.
  struct Example: Sendable, CustomTestStringConvertible {
    var continuations: [String]
    var answer: String
    var mechanism: String
    var result: Authentication.Result
    var testDescription: String { "\(continuations.count) continuations, \(answer)" }
  }

  static let examples = [
    Example(continuations: [], answer: "A1 NO LOGIN failed.", mechanism: "LOGIN", result: .refused),
    Example(
      continuations: [], answer: "2 OK LOGIN completed", mechanism: "LOGIN", result: .accepted),
    Example(
      continuations: [], answer: "A1 NO AUTHENTICATE failed.", mechanism: "unknown",
      result: .refused),
    Example(
      continuations: [""], answer: "A1 OK AUTHENTICATE completed.", mechanism: "unknown",
      result: .accepted),
    Example(
      continuations: ["", base64(Tokens.challenge(nonce))], answer: "A1 NO AUTHENTICATE failed.",
      mechanism: "NTLM", result: .refused),
    Example(
      continuations: [base64("Username:"), base64("Password:")],
      answer: "A1 BAD AUTHENTICATE failed", mechanism: "LOGIN", result: .error),
    Example(
      continuations: ["", base64([1, 2, 3]), base64([4, 5])],
      answer: "A1 OK AUTHENTICATE completed.", mechanism: "GSSAPI", result: .accepted),
    Example(
      continuations: [base64("<1.2@mx>")],
      answer: "A1 NO [AUTHENTICATIONFAILED] Authentication failed.", mechanism: "CRAM-MD5",
      result: .refused),
    Example(
      continuations: [base64("realm=\"x\",nonce=\"y\"")], answer: "A1 OK Logged in",
      mechanism: "DIGEST-MD5", result: .accepted),
  ]

  @Test(arguments: examples)
  func `the answer alone tells of a sign-in`(_ example: Example) throws {
    let lines = example.continuations.map { Dialogue.Segment.server("+ \($0)") }
    let dialogue = Dialogue(
      isIMAP: true, segments: [.server("* OK ready")] + lines + [.server(example.answer)])
    let authentication = try #require(dialogue.run().authentications.first)
    #expect(authentication.isInferred)
    #expect(authentication.mechanism == example.mechanism)
    #expect(authentication.result == example.result)
    #expect(authentication.identity == nil)
    #expect(authentication.continuations == example.continuations.count)
    #expect(authentication.response?.text == example.answer)
    #expect(dialogue.byteByByte.run().spelledEvents == dialogue.run().spelledEvents)
  }

  @Test func `each attempt counts its own continuations`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .server("+ ", "A1 NO AUTHENTICATE failed."),
      .server("A2 NO AUTHENTICATE failed.")
    ).run()
    #expect(run.authentications.map(\.continuations) == [1, 0])
  }

  @Test(arguments: [
    "A1 OK LOGOUT completed", "A1 OK SELECT completed", "A1 NO Server Unavailable. 15",
  ])
  func `other answers tell of none`(_ answer: String) {
    #expect(Dialogue.imap(.server("* OK ready"), .server(answer)).run().authentications.isEmpty)
  }

  @Test func `nothing is inferred where the client's lines are there`() {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 NOOP"), .server("zz NO LOGIN failed.")
    ).run()
    #expect(run.authentications.isEmpty)
  }

  @Test func `a sign-in that fell into a gap is inferred`() throws {
    let run = Dialogue.imap(
      .server("* OK ready"), .gap(.client, 30), .raw(.client, "eheim\r\n"),
      .server("A1 NO LOGIN failed.")
    ).run()
    #expect(try #require(run.authentications.first).isInferred)
  }

  @Test func `SMTP's codes tell of a sign-in, too`() throws {
    let run = Dialogue.smtp(
      .server("220 mx", "250 ok", "334 ", "334 \(base64(Tokens.challenge(Self.nonce)))"),
      .server("535 5.7.3 no", "250 ok")
    ).run()
    #expect(run.authentications.count == 1)
    let authentication = try #require(run.authentications.first)
    #expect(authentication.mechanism == "NTLM" && authentication.result == .refused)
    #expect(authentication.continuations == 2)
  }
}
