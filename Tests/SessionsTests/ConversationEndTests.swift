import Bytes
import Mail
import Packets
import Testing

@testable import Sessions

/// When nobody needs to listen to a connection any more.
struct ConversationEndTests {
  private static let whole = [
    (Side.server, "* OK ready\r\n"), (.client, "A1 LOGIN u p\r\n"), (.server, "A1 NO failed\r\n"),
    (.client, "A2 LOGOUT\r\n"), (.server, "* BYE\r\nA2 OK\r\n"),
  ]

  private func conversation(
    _ spoken: MailProtocol, _ turns: [(Side, String)]
  ) -> Conversation {
    let session = MailSession(
      capture: 0, mailProtocol: spoken, client: Endpoint(address: IPAddress(v4: 1), port: 40_000),
      server: Endpoint(address: IPAddress(v4: 2), port: spoken == .imap ? 143 : 25),
      first: Talk.stamp(0, 0))
    var conversation = Conversation(
      SessionFacts(session, limits: SessionLimits()), hint: spoken, mail: MailOptions(), lines: nil)
    for (number, turn) in turns.enumerated() {
      _ = conversation.hear(
        Array(turn.1.utf8).span, from: turn.0, at: Talk.stamp(number + 1, number))
    }
    return conversation
  }

  @Test(arguments: [[Side.client, .server], [.server, .client]])
  func `it is over once both sides are, whichever was first`(order: [Side]) {
    var talk = conversation(.imap, Self.whole)
    let answers = [order[0], order[0], order[1]].map { talk.end($0) }
    #expect(answers == [false, false, true])
  }

  @Test(arguments: [
    (MailProtocol.imap, [(Side.server, "* OK ready\r\n"), (.client, "A1 LOGIN u p\r\n")]),
    (.imap, [(.server, "* OK ready\r\n"), (.client, "A1 SEARCH {10}\r\nabc")]),
    (.imap, [(.server, "* OK ready\r\n* STATUS {10}\r\nabc")]),
    (.smtp, [(.server, "220-ready\r\n")]),
    (
      .smtp,
      [
        (.server, "220 ready\r\n"), (.client, "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"),
        (.server, "250 ok\r\n250 ok\r\n354 go\r\n"), (.client, "half a mess"),
      ]
    ),
  ])
  func `what is left open is told at the connection's end, not before`(
    spoken: MailProtocol, turns: [(Side, String)]
  ) {
    var talk = conversation(spoken, turns)
    let answers = Side.allCases.map { talk.end($0) }
    #expect(answers == [false, false])
  }

  @Test func `while it is not clear what is spoken the listener stays`() {
    var talk = conversation(.imap, [(.server, "* ")])
    let answers = Side.allCases.map { talk.end($0) }
    #expect(answers == [false, false])
  }
}
