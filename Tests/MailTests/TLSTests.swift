import Bytes
import Mail
import Testing

struct TLSTests {
  /// A record of this type and payload.
  private func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [type, 3, 3, UInt8(payload.count >> 8), UInt8(payload.count & 255)] + payload
  }

  private func handshake(_ type: UInt8, _ count: Int) -> [UInt8] {
    [type, 0, UInt8(count >> 8), UInt8(count & 255)] + Array(repeating: 7, count: count)
  }

  private func notes(_ run: MailRun) -> [String] {
    run.events.compactMap { event in
      switch event {
      case .tls(let side, let isImplicit): "\(side) tls\(isImplicit ? " at once" : "")"
      case .tlsHandshake(let side, let type): "\(side) handshake \(type.rawValue)"
      case .tlsAlert(let side, let alert):
        "\(side) alert \(alert.level) \(alert.name ?? "\(alert.code)")\(alert.isFatal ? "!" : "")"
      default: nil
      }
    }
  }

  @Test func `the handshake is followed as far as it can be read`() {
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 STARTTLS"), .server("A1 OK go"),
      .bytes(.client, record(22, handshake(1, 300))),
      .bytes(.server, record(22, handshake(2, 70) + handshake(11, 500) + handshake(14, 0))),
      .bytes(
        .client, record(22, handshake(16, 60)) + record(20, [1]) + record(22, handshake(20, 12))),
      .bytes(
        .server,
        record(20, [1]) + record(23, Array(repeating: 9, count: 90)) + record(21, [1, 2, 3])))
    let expected = [
      "client tls", "client handshake 1", "server tls", "server handshake 2",
      "server handshake 11", "server handshake 14", "client handshake 16",
    ]
    #expect(notes(dialogue.run()) == expected)
    #expect(notes(dialogue.byteByByte.run()).sorted() == expected.sorted())
    for cut in dialogue.everyCut { #expect(notes(cut.run()) == expected) }
  }

  @Test func `alerts in the clear are read`() {
    let run = Dialogue.smtp(
      .bytes(.client, record(22, handshake(1, 40))), .bytes(.server, record(21, [2, 40])),
      .bytes(.client, record(21, [1, 0])), .bytes(.server, record(21, [1, 200]))
    ).run()
    #expect(
      notes(run) == [
        "client tls at once", "client handshake 1", "server alert 2 handshake_failure!",
        "client alert 1 close_notify", "server alert 1 200",
      ])
    #expect(run.isBalanced && run.counters.bytes.client.tls == run.counters.bytes.client.delivered)
  }

  @Test func `a handshake message may span records and a record may hold several`() {
    let message = handshake(1, 10)
    let run = Dialogue.imap(
      .bytes(
        .client,
        record(22, Array(message[..<3])) + record(22, Array(message[3...]) + handshake(2, 0)))
    ).run()
    #expect(notes(run) == ["client tls at once", "client handshake 1", "client handshake 2"])
  }

  @Test func `after a gap, and in bytes that are no records, nothing is read`() {
    let gap = Dialogue.imap(
      .bytes(.client, record(22, handshake(1, 10))), .gap(.client, 3),
      .bytes(.client, record(22, handshake(2, 10)))
    ).run()
    #expect(notes(gap) == ["client tls at once", "client handshake 1"])
    let garbage = Dialogue.imap(
      .bytes(.client, [22, 3, 1, 0xff, 0xff] + handshake(1, 10)), .bytes(.server, [1, 2, 3])
    ).run()
    #expect(notes(garbage) == ["client tls at once"])
    #expect(garbage.isBalanced)
  }

  @Test func `a byte that may begin a record waits for the next one`() {
    let run = Dialogue.imap(
      .bytes(.server, [0x16]), .raw(.server, "* OK\r\n"), .bytes(.client, [0x15])
    ).run()
    #expect(run.faults == ["control_chars", "no_greeting", "unknown_tag"])
    #expect(run.isBalanced)
  }

  @Test func `messages and alerts beyond the limit are counted`() {
    let alerts = (0..<100).flatMap { _ in record(21, [1, 0]) }
    let run = Dialogue.imap(.bytes(.client, record(22, handshake(1, 0)) + alerts)).run()
    #expect(notes(run).count == 65)
    #expect(run.counters.drops.tlsEvents == 37)
  }
}
