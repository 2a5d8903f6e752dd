import Bytes
import Mail
import Testing

struct AuthenticationTests {
  @Test(arguments: SignInCase.all)
  func `IMAP: the identity is read from the mechanism's messages`(_ example: SignInCase) throws {
    var lines = example.messages.map { base64($0) }
    var opening = "A1 AUTHENTICATE \(example.mechanism)"
    if example.isInitial { opening += " \(lines.removeFirst())" }
    var segments: [Dialogue.Segment] = [.server("* OK ready"), .client(opening)]
    for (line, challenge) in zip(lines, example.challenges) {
      segments += [.server("+ \(challenge)"), .client(line)]
    }
    segments.append(.server("A1 NO AUTHENTICATE failed."))
    let dialogue = Dialogue(isIMAP: true, segments: segments)
    let authentication = try #require(dialogue.run().authentications.first)
    check(authentication, example, lines.count)
    #expect(authentication.response?.text == "A1 NO AUTHENTICATE failed.")
    #expect(dialogue.byteByByte.run().spelledEvents == dialogue.run().spelledEvents)
  }

  @Test(arguments: SignInCase.all)
  func `SMTP: the identity is read from the mechanism's messages`(_ example: SignInCase) throws {
    var lines = example.messages.map { base64($0) }
    var opening = "auth \(example.mechanism.lowercased())"
    if example.isInitial { opening += " \(lines.removeFirst())" }
    var segments: [Dialogue.Segment] = [.server("220 mx ESMTP"), .client(opening)]
    for (line, challenge) in zip(lines, example.challenges) {
      segments += [.server("334 \(challenge)"), .client(line)]
    }
    segments.append(.server("535 5.7.3 Authentication unsuccessful"))
    let dialogue = Dialogue(isIMAP: false, segments: segments)
    let authentication = try #require(dialogue.run().authentications.first)
    check(authentication, example, lines.count)
    #expect(authentication.response?.text == "535 5.7.3 Authentication unsuccessful")
    #expect(dialogue.byteByByte.run().spelledEvents == dialogue.run().spelledEvents)
  }

  private func check(_ authentication: Authentication, _ example: SignInCase, _ continuations: Int)
  {
    #expect(authentication.mechanism == example.mechanism)
    #expect(authentication.result == .refused)
    #expect(authentication.continuations == continuations)
    #expect(authentication.isInferred == false)
    let identity = authentication.identity
    #expect(identity?.account.text == example.account)
    #expect(identity?.authorization?.text == example.authorization)
    #expect(identity?.workstation?.text == example.workstation)
    #expect(identity?.service?.text == example.service)
    #expect(identity?.realm?.text == example.realm)
  }

  @Test(arguments: [
    "A1 LOGIN uccxmail geheim", "A1 LOGIN \"uccxmail\" \"ge\\\"heim\"", "a.1 login uccxmail \"\"",
  ])
  func `the LOGIN command names its user`(_ line: String) throws {
    let tag = line.prefix { $0 != " " }
    let run = Dialogue.imap(
      .server("* OK ready"), .client(line), .server("\(tag) OK LOGIN completed.")
    ).run()
    let authentication = try #require(run.authentications.first)
    #expect(authentication.mechanism == "LOGIN")
    #expect(authentication.identity?.account.text == "uccxmail")
    #expect(authentication.result == .accepted)
    #expect(authentication.response?.text == "\(tag) OK LOGIN completed.")
    #expect(authentication.continuations == 0)
  }

  @Test func `the LOGIN command's arguments may be literals`() throws {
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN {11}"), .server("+ go"),
      .raw(.client, "CONTOSO\\bob {6}\r\n"), .server("+ go"), .raw(.client, "geheim\r\n"),
      .server("A1 NO LOGIN failed."))
    let authentication = try #require(dialogue.run().authentications.first)
    #expect(authentication.identity?.account.text == "CONTOSO\\bob")
    #expect(authentication.continuations == 2)
    #expect(authentication.secretFingerprint != nil)
    for cut in dialogue.everyCut {
      #expect(cut.run().spelledEvents == dialogue.run().spelledEvents)
    }
  }

  @Test func `a LOGIN refused at its first literal is a sign-in without a name`() throws {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN {3}"), .server("A1 NO LOGIN failed.")
    ).run()
    let authentication = try #require(run.authentications.first)
    #expect(authentication.identity == nil)
    #expect(authentication.result == .refused)
  }

  @Test func `a name that fell into a gap is no name`() throws {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN {6+}"), .raw(.client, "uc"), .gap(.client, 3),
      .raw(.client, "l geheim\r\n"), .server("A1 OK LOGIN completed.")
    ).run()
    let authentication = try #require(run.authentications.first)
    #expect(authentication.identity == nil)
    #expect(run.commands.first?.missing == 3)
  }

  @Test(arguments: [
    ("A1 OK done", Authentication.Result.accepted), ("A1 NO failed", .refused),
    ("A1 BAD Request is throttled.", .error),
  ])
  func `IMAP: the tagged answer is the result`(
    _ answer: String, _ result: Authentication.Result
  ) throws {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob geheim"),
      .server("* BYE Connection is closed. 14"),
      .server(answer)
    ).run()
    #expect(try #require(run.authentications.first).result == result)
  }

  @Test(arguments: [
    ("235 2.7.0 Authentication successful", Authentication.Result.accepted),
    ("535 5.7.3 Authentication unsuccessful", .refused),
    ("454 4.7.0 Temporary authentication failure", .error),
  ])
  func `SMTP: the final code is the result`(
    _ reply: String, _ result: Authentication.Result
  ) throws {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("AUTH LOGIN"), .server("334 VXNlcm5hbWU6"),
      .client(base64("bob")), .server("334 UGFzc3dvcmQ6"), .client(base64("geheim")),
      .server(reply)
    ).run()
    let authentication = try #require(run.authentications.first)
    #expect(authentication.result == result)
    #expect(authentication.continuations == 2)
  }

  @Test func `SMTP: the name is read although the 334 fell into a gap`() throws {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("AUTH LOGIN"), .gap(.server, 18), .client(base64("bob")),
      .client(base64("geheim")), .server("", "535 5.7.3 no")
    ).run()
    let authentication = try #require(run.authentications.first)
    #expect(authentication.identity?.account.text == "bob" && authentication.result == .refused)
  }

  @Test func `what the client takes back is abandoned`() throws {
    let imap = Dialogue.imap(
      .server("* OK ready"), .client("A1 AUTHENTICATE NTLM"), .server("+ "), .client("*"),
      .server("A1 NO The AUTH protocol exchange was canceled by the client.")
    ).run()
    #expect(try #require(imap.authentications.first).result == .abandoned)
    let smtp = Dialogue.smtp(
      .server("220 mx"), .client("AUTH NTLM"), .server("334 NTLM supported"), .client("*"),
      .server("501 5.7.0 Authentication aborted")
    ).run()
    #expect(try #require(smtp.authentications.first).result == .abandoned)
  }

  @Test func `what is never answered is abandoned at the end`() throws {
    let run = Dialogue.imap(
      .server("* OK ready"), .client("A1 LOGIN bob geheim", "A2 LOGIN eve geheim"),
      .server("A2 NO failed")
    ).run()
    #expect(run.authentications.map(\.result) == [.refused, .abandoned])
    #expect(run.authentications.map { $0.identity?.account.text } == ["eve", "bob"])
    #expect(try #require(run.authentications.last).response == nil)
  }

  @Test func `equal passwords have equal fingerprints, whatever the mechanism`() {
    func fingerprints(_ password: String) -> [UInt64?] {
      Dialogue.imap(
        .server("* OK ready"), .client("A1 LOGIN bob \(password)"), .server("A1 NO x"),
        .client("A2 AUTHENTICATE PLAIN \(base64("\0eve\0\(password)"))"), .server("A2 NO x"),
        .client("A3 AUTHENTICATE LOGIN \(base64("zoe"))"), .server("+ "),
        .client(base64(password)), .server("A3 NO x")
      ).run().authentications.map(\.secretFingerprint)
    }
    let first = fingerprints("geheim")
    #expect(first.count == 3 && Set(first).count == 1 && first[0] != nil)
    #expect(fingerprints("anders")[0] != first[0])
  }
}
