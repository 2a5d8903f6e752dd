import Bytes
import Sessions
import Testing

@testable import Probe

struct ConversationTests {
  @Test func `an IMAP server is greeted, asked and left`() {
    let played = ServerScript.imap().play()
    #expect(played.sent == ["c1 CAPABILITY\r\n", "c4 LOGOUT\r\n"])
    #expect(played.record.end == .complete)
    #expect(played.record.offered == ["IMAP4REV1", "STARTTLS", "LOGINDISABLED"])
    #expect(played.record.firstLine == WireText("* OK Dovecot ready."))
  }

  @Test func `an SMTP server is greeted, asked and left`() {
    let played = ServerScript.smtp.play()
    #expect(played.sent == ["EHLO [127.0.0.1]\r\n", "QUIT\r\n"])
    #expect(played.record.end == .complete)
    #expect(played.record.mailProtocol == .smtp)
    #expect(played.record.offered == ["STARTTLS", "SIZE 1000"])
  }

  @Test(arguments: [ServerScript.imap(), .smtp].indices)
  func `STARTTLS is asked for once it is offered, and what is offered then as well`(index: Int) {
    let script = [ServerScript.imap(), .smtp][index]
    let played = script.play(.using(.startTLS))
    #expect(played.sent.count == 4)
    #expect(played.sent[1].hasSuffix("STARTTLS\r\n"))
    #expect(played.record.startTLS?.outcome == .agreed)
    #expect(played.record.tls?.facts?.version == "TLS 1.3")
    #expect(played.record.offeredInside == played.record.offered)
    #expect(played.record.end == .complete)
  }

  @Test func `nothing is sent that signs in, whatever the server says`() {
    var script = ServerScript.imap("IMAP4rev1 AUTH=PLAIN SASL-IR")
    script.greeting = "* PREAUTH [CAPABILITY AUTH=PLAIN] come in\r\n"
    for encryption in [ProbePlan.Encryption.none, .startTLS, .implicit] {
      for line in script.play(.using(encryption)).sent {
        #expect(!line.contains("LOGIN") && !line.contains("AUTH"))
      }
    }
  }

  @Test func `without an offer STARTTLS is not sent`() {
    let played = ServerScript.imap("IMAP4rev1").play(.using(.startTLS))
    #expect(played.record.startTLS?.outcome == .notOffered)
    #expect(!played.sent.contains { $0.contains("STARTTLS") })
  }

  @Test func `a refusal of STARTTLS ends it`() {
    var script = ServerScript.imap()
    script.answers["STARTTLS"] = "# NO not now\r\n"
    let played = script.play(.using(.startTLS))
    #expect(played.record.startTLS?.outcome == .refused)
    #expect(played.record.end == .startTLSRefused)
  }

  @Test func `plain text behind the consent to TLS is seen`() {
    var script = ServerScript.imap()
    script.answers["STARTTLS"] = "# OK begin\r\n* CAPABILITY AUTH=PLAIN\r\n"
    #expect(script.play(.using(.startTLS)).record.startTLS?.outcome == .injected)
  }

  @Test(
    arguments: [
      ("* BYE too many connections\r\n", .turnedAway), ("421 4.3.2 busy\r\n", .turnedAway),
      ("554 no service\r\n", .turnedAway), ("", .closed(.greeting)),
      ("* OK half a gree", .closed(.greeting)), ("SSH-2.0-x\r\n", .foreign),
      ("HTTP/1.1 400 Bad Request\r\n", .foreign), ("+OK POP3 ready\r\n", .foreign),
      ("220 FTP server\r\n", .foreign), ("\u{16}\u{3}\u{1}\u{0}\u{2}ab", .foreign),
      ("\r\n\r\n\r\n", .foreign),
    ] as [(String, ConversationRecord.End)])
  func `a greeting decides, however it is cut`(words: String, end: ConversationRecord.End) {
    for size in [1, 2, 3, 7, .max] {
      let played = ServerScript(greeting: words).play(pieces: size)
      #expect(played.record.end == end, "pieces of \(size)")
      #expect(played.sent == [])
    }
  }

  @Test func `every cut gives the same`() {
    for script in [ServerScript.imap(), .smtp] {
      let whole = script.play(.using(.startTLS))
      for size in 1...40 {
        let cut = script.play(.using(.startTLS), pieces: size)
        #expect(cut.record.end == whole.record.end)
        #expect(cut.record.firstLine == whole.record.firstLine)
        #expect(cut.record.offered == whole.record.offered)
        #expect(cut.record.offeredInside == whole.record.offeredInside)
        #expect(cut.sent == whole.sent)
      }
    }
  }

  @Test func `silence and loss say where they came`() {
    var conversation = Conversation(.init(), at: .zero)
    #expect(conversation.receive(.deadline, at: .seconds(10)) == [.end])
    #expect(conversation.record.end == .silent(.greeting))
    var second = Conversation(.init(), at: .zero)
    _ = second.receive(.bytes(Array("* OK hi\r\n".utf8)), at: .zero)
    #expect(second.receive(.reset, at: .seconds(1)) == [.end])
    #expect(second.record.end == .reset(.capabilities))
    var third = Conversation(.using(.implicit), at: .zero)
    #expect(third.receive(.deadline, at: .seconds(10)) == [.end])
    #expect(third.record.tls?.facts == nil)
    #expect(third.record.end == .tlsFailed)
  }

  @Test func `a held connection waits for the others`() {
    var purpose = Conversation.Purpose()
    (purpose.holds, purpose.isBrief) = (true, true)
    var conversation = Conversation(purpose, at: .zero)
    let actions = conversation.receive(.bytes(Array("* OK hi\r\n".utf8)), at: .zero)
    #expect(actions == [.hold])
    let leave = conversation.receive(.released, at: .seconds(1))
    #expect(leave == [.send(Array("c4 LOGOUT\r\n".utf8)), .waitBriefly])
  }

  @Test func `more bytes than a probe reads end it`() {
    var purpose = Conversation.Purpose()
    purpose.limits.bytes = 1_000
    purpose.forcedProtocol = .imap
    let flood = ServerScript(greeting: "* OK " + String(repeating: "x", count: 2_000))
    let played = flood.play(purpose, pieces: 100)
    #expect(played.record.end == .flooded(.greeting))
    #expect(played.record.cutOff.isFlooded)
    #expect(played.record.firstLine.bytes.count <= 1_024)
  }

  @Test func `more lines than a probe reads end it`() {
    var script = ServerScript.imap()
    script.answers["CAPABILITY"] = String(repeating: "* OK x\r\n", count: 2_000)
    #expect(script.play().record.end == .flooded(.capabilities))
  }

  @Test func `a line that is too long is cut off and told of`() {
    var script = ServerScript.imap()
    let long = "* CAPABILITY " + String(repeating: "X ", count: 5_000)
    script.answers["CAPABILITY"] = long + "\r\n# OK done\r\n"
    let record = script.play(pieces: 1_000).record
    #expect(record.end == .complete)
    #expect(record.cutOff.overlongBytes == long.utf8.count + 2)
    #expect(record.offered == nil)
  }

  @Test func `capabilities without number are cut off and told of`() {
    var script = ServerScript.imap()
    let list = (0..<500).map { "X\($0)" }.joined(separator: " ")
    script.answers["CAPABILITY"] = "* CAPABILITY \(list)\r\n# OK done\r\n"
    let record = script.play().record
    #expect(record.offered?.count == 256)
    #expect(record.cutOff.capabilities == 244)
  }
}
