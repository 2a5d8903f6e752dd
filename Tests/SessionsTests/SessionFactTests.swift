import Bytes
import Mail
import Testing

@testable import Sessions

struct SessionFactTests {
  private func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [type, 3, 3, UInt8(payload.count >> 8), UInt8(payload.count & 255)] + payload
  }

  private func hello(_ type: UInt8) -> [UInt8] { record(22, [type, 0, 0, 2, 7, 7]) }
  private func data(_ count: Int) -> [UInt8] { record(23, Array(repeating: 9, count: count)) }

  @Test func `a handshake that comes to data, in TLS 1.3 and before`() throws {
    let new = Talk.imap(
      .bytes(.client, 0, hello(1)), .bytes(.server, 10, hello(2) + data(900)),
      .bytes(.client, 20, record(20, [1]) + data(53)))
    let old = Talk.imap(
      .bytes(.client, 0, hello(1)), .bytes(.server, 10, hello(2) + hello(14)),
      .bytes(.client, 20, hello(16) + record(20, [1]) + record(22, Array(repeating: 1, count: 40))),
      .bytes(.server, 30, record(20, [1]) + data(70)))
    for talk in [new, old] {
      for session in [talk.session] + talk.everyCut {
        let fact = try #require(session.handshake)
        #expect(fact.clientHello?.frame == 1)
        #expect(fact.serverHello?.frame == 2)
        #expect(fact.reachedData)
        #expect(fact.alerts.isEmpty)
      }
    }
  }

  @Test func `a client that answers the server's certificate with an alert never comes to data`()
    throws
  {
    // TLS 1.3 encrypts the alert: nineteen bytes.
    let talk = Talk.imap(
      .bytes(.client, 0, hello(1)), .bytes(.server, 10, hello(2) + data(900)),
      .bytes(.client, 20, record(20, [1]) + data(19)))
    for session in [talk.session] + talk.everyCut {
      #expect(session.handshake?.reachedData == false)
    }
  }

  @Test func `alerts are kept with their side, four at most`() throws {
    let talk = Talk.imap(
      .bytes(.client, 0, hello(1)),
      .bytes(.server, 10, (0..<6).flatMap { record(21, [2, 40 + $0]) }))
    for session in [talk.session] + talk.everyCut {
      let fact = try #require(session.handshake)
      #expect(fact.alerts.map(\.alert.code) == [40, 41, 42, 43])
      #expect(fact.alerts.allSatisfy { $0.side == .server && $0.alert.isFatal })
      #expect(!fact.reachedData)
    }
  }

  @Test func `messages may pass unseen, and the session is the same`() {
    let message = String(repeating: "x", count: 400)
    var talk = Talk.imap(
      .server(0, "* OK ready"), .client(10, "A1 LOGIN a b"), .server(20, "A1 OK in"),
      .client(30, "A2 FETCH 1 BODY[]"), .server(40, "* 1 FETCH (BODY[] {1000}"))
    // 1,000 bytes of a message, in four pieces, and the end of the response in the last of them.
    for time in [41, 42] { talk.turns.append(.bytes(.server, time, Array(message.utf8))) }
    talk.turns += [
      .bytes(.server, 43, Array(message.utf8.prefix(199))),
      .bytes(.server, 44, Array("x)\r\nA2 OK done\r\n".utf8)),
      .client(50, "A3 APPEND sent {900}"), .server(60, "+ go on"),
      .bytes(.client, 70, Array(message.utf8)), .bytes(.client, 71, Array(message.utf8)),
      .bytes(.client, 80, Array(message.utf8.prefix(100)) + Array("\r\n".utf8)),
      .server(95, "A3 NO too much"),
    ]
    let (passed, shown) = (talk.session, talk.sessionShownAll)
    #expect(passed.commands.facts == shown.commands.facts)
    #expect(passed.commands.facts.count == 2)
    #expect(passed.refusals.map(\.stamp) == shown.refusals.map(\.stamp))
    #expect(passed.refusals.map(\.delay) == [.milliseconds(15)])
    #expect(passed.anomalies == shown.anomalies)
  }

  @Test func `what was offered before sign-in stays known after it`() {
    let talk = Talk.imap(
      .server(0, "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=NTLM] ready"),
      .client(10, "A1 LOGIN a b"), .server(20, "A1 OK [CAPABILITY IMAP4rev1 IDLE] in"))
    for session in [talk.session] + talk.everyCut {
      #expect(session.offered == ["IMAP4REV1", "LOGINDISABLED", "AUTH=NTLM"])
      #expect(session.capabilities == ["IMAP4REV1", "IDLE"])
    }
  }

  @Test func `remarks in successful answers are kept, usual codes are not`() {
    let talk = Talk.imap(
      .server(0, "* OK ready"), .client(10, "A1 SELECT x"), .server(20, "A1 OK [READ-WRITE] done"),
      .client(30, "A2 NOOP"), .server(40, "A2 OK Success [THROTTLED]"),
      .client(50, "A3 LOGIN a b"), .server(60, "A3 OK [THROTTLED] in"))
    for session in [talk.session] + talk.everyCut {
      let texts = session.notices.map { String(decoding: $0.text.bytes, as: UTF8.self) }
      #expect(texts == ["Success [THROTTLED]", "[THROTTLED] in"])
    }
  }

  @Test func `notices have a limit, and what is dropped is counted`() {
    var talk = Talk.imap(.server(0, "* OK ready"))
    for number in 0..<40 {
      talk.turns += [.client(number, "A\(number) NOOP"), .server(number, "A\(number) OK [X]")]
    }
    #expect(talk.session.notices.count == SessionLimits().notices)
    #expect(talk.session.droppedFacts == 24)
  }

  @Test func `the server's ID is kept`() {
    let talk = Talk.imap(
      .server(0, "* OK ready"), .client(5, "A1 ID NIL"),
      .server(10, "* ID (\"name\" \"Dovecot\")", "A1 OK"))
    for session in [talk.session] + talk.everyCut {
      let text = session.serverID.map { String(decoding: $0.bytes, as: UTF8.self) }
      #expect(text == "(\"name\" \"Dovecot\")")
    }
  }

  @Test func `equal passwords of one account have equal fingerprints, whatever the mechanism`() {
    // "\0uccxmail\0geheim", then "uccxmail" and "geheim", in base64.
    let plain = Talk.imap(
      .server(0, "* OK"), .client(1, "A1 AUTHENTICATE PLAIN AHVjY3htYWlsAGdlaGVpbQ=="),
      .server(2, "A1 NO no"))
    let login = Talk.imap(
      .server(0, "* OK"), .client(1, "A1 LOGIN uccxmail geheim"), .server(2, "A1 NO no"))
    let mechanism = Talk.smtp(
      .server(0, "220 mx ESMTP"), .client(1, "AUTH LOGIN dWNjeG1haWw="),
      .server(2, "334 UGFzc3dvcmQ6"), .client(3, "Z2VoZWlt"), .server(4, "535 5.7.3 no"))
    let other = Talk.imap(
      .server(0, "* OK"), .client(1, "A1 LOGIN uccxmail gehein"), .server(2, "A1 NO no"))
    func fingerprints(_ talk: Talk) -> Set<UInt64?> {
      Set(([talk.session] + talk.everyCut).flatMap(\.authentications).map(\.secretFingerprint))
    }
    let expected = fingerprints(plain)
    #expect(expected.count == 1 && !expected.contains(nil))
    #expect(fingerprints(login) == expected)
    #expect(fingerprints(mechanism) == expected)
    #expect(fingerprints(other).isDisjoint(with: expected))
  }
}
