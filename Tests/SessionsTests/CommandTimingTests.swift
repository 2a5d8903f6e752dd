import Bytes
import Mail
import Testing

@testable import Sessions

struct CommandTimingTests {
  private func expect(_ talk: Talk, _ timings: [String]) {
    #expect(talk.session.timings == timings)
    for cut in talk.everyCut { #expect(cut.timings == timings) }
  }

  @Test func `think time ends with the answer's first byte, not with its last`() {
    expect(
      .imap(
        .server(0, "* OK ready"), .client(10, "A1 FETCH 1 BODY[]"),
        .server(30, "* 1 FETCH (BODY[] {9}"), .raw(.server, 5_000, "012345678)\r\n"),
        .server(9_000, "A1 OK FETCH done."), .client(9_100, "A2 NOOP"),
        .server(9_400, "A2 OK")),
      ["FETCH ok 20 8990 2-5", "NOOP ok 300 300 6-7"])
  }

  @Test func `it begins with the request's last byte`() {
    expect(
      .imap(
        .server(0, "* OK ready"), .client(10, "A1 APPEND Drafts {6}"), .server(20, "+ go"),
        .raw(.client, 700, "abcdef"), .raw(.client, 900, "\r\n"), .server(950, "A1 OK")),
      ["APPEND ok 50 50 5-6"])
  }

  @Test func `of commands sent ahead each begins when the answer before has ended`() {
    expect(
      .imap(
        .server(0, "* OK ready"), .client(10, "A1 SELECT INBOX", "A2 NOOP"),
        .server(110, "A1 OK"), .server(180, "A2 BAD no")),
      ["SELECT ok 100 100 2-3", "NOOP bad 70 70 3-4"])
    expect(
      .imap(
        .server(0, "* OK ready"), .client(10, "A1 NOOP", "A2 CHECK"),
        .server(110, "A1 OK", "A2 NO busy")),
      ["NOOP ok 100 100 2-3", "CHECK no 0 0 3-3"])
  }

  @Test func `IDLE and sign-ins are not timed`() {
    expect(
      .imap(
        .server(0, "* OK ready"), .client(10, "A1 LOGIN a b"), .server(4_000, "A1 OK"),
        .client(4_010, "A2 IDLE"), .server(4_020, "+ idling"), .server(60_000, "* 3 EXISTS"),
        .client(60_010, "DONE"), .server(60_020, "A2 OK")), [])
  }

  @Test func `a command without an answer is counted at the end`() {
    let session = Talk.imap(
      .server(0, "* OK ready"), .client(10, "A1 NOOP"), .server(20, "A1 OK"),
      .client(30, "A2 SELECT x")
    ).session
    #expect(session.unansweredCommands == 1)
    #expect(session.timings.count == 1)
  }

  @Test func `SMTP's steps have their latencies, the final dot too`() {
    let talk = Talk.smtp(
      .server(0, "220 mx ESMTP"), .client(10, "EHLO a"), .server(20, "250-mx", "250 SIZE"),
      .client(30, "MAIL FROM:<a@b>"), .server(10_030, "250 ok"),
      .client(10_040, "RCPT TO:<c@d>"), .server(10_090, "450 4.7.1 later"),
      .client(10_100, "RCPT TO:<e@f>"), .server(10_110, "250 ok"), .client(10_120, "DATA"),
      .server(10_125, "354 go"), .client(10_130, "Subject: x", "", "hello"),
      .client(10_200, "."), .server(12_200, "250 queued"))
    expect(
      talk,
      [
        "EHLO reply(250) 10 10 2-3", "MAIL reply(250) 10000 10000 4-5",
        "RCPT reply(450) 50 50 6-7", "RCPT reply(250) 10 10 8-9", "DATA reply(354) 5 5 10-11",
        ". reply(250) 2000 2000 13-14",
      ])
    let steps = talk.session.transactions.map {
      "\($0.step) \($0.code) \($0.wasAccepted) \($0.latency.nanoseconds / 1_000_000)"
    }
    #expect(
      steps == [
        "sender 250 true 10000", "recipient 450 false 50", "recipient 250 true 10",
        "message 250 true 2000",
      ])
    #expect(talk.session.refusals.map { $0.delay } == [.milliseconds(50)])
    #expect(talk.session.refusals.map { $0.command } == ["RCPT"])
  }

  @Test func `a chunk's answer is timed from the chunk's end`() {
    expect(
      .smtp(
        .server(0, "220 mx ESMTP"), .client(10, "EHLO a"), .server(20, "250 CHUNKING"),
        .client(30, "BDAT 5 LAST"), .raw(.client, 500, "hello"), .server(530, "250 ok")),
      ["EHLO reply(250) 10 10 2-3", "BDAT reply(250) 30 30 5-6"])
  }

  @Test func `lengths of commands are kept of the longest accepted and of each refused`() {
    let talk = Talk.imap(
      .server(0, "* OK ready"), .client(10, "A1 FETCH 1,2,3 FLAGS"), .server(20, "A1 OK"),
      .client(30, "A2 NOOP"), .server(40, "A2 OK"), .client(50, "A3 FETCH 1,2,3,4,5 FLAGS"),
      .server(60, "A3 BAD Command Error. 10"))
    for session in [talk.session] + talk.everyCut {
      #expect(session.longestAccepted == 22)
      #expect(session.refusals.map(\.commandBytes) == [26])
    }
  }
}
