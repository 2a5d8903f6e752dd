import Bytes
import Mail
import TestSupport
import Testing

/// COMPRESS=DEFLATE (RFC 4978), with deflate streams of stored blocks.
struct CompressionTests {
  private let options = MailOptions.with { $0.inflater = { SlowInflater() } }

  /// A stored block that is not the last one.
  private func stored(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    let (low, high) = (UInt8(bytes.count & 255), UInt8(bytes.count >> 8))
    return [0, low, high, ~low, ~high] + bytes
  }

  private func compressed(_ segments: Dialogue.Segment..., options: MailOptions) -> Dialogue {
    let opening: [Dialogue.Segment] = [
      .server("* OK ready"), .client("A1 COMPRESS DEFLATE"), .server("A1 OK on"),
    ]
    return Dialogue(isIMAP: true, segments: opening + segments, options: options)
  }

  @Test func `both sides are read on, however they are cut`() {
    let dialogue = compressed(
      .bytes(.client, stored("A2 LOGIN bob geheim\r\nA3 NO")),
      .bytes(.server, stored("A2 OK in\r\n")), .bytes(.client, stored("OP\r\n")),
      .bytes(.server, stored("* 3 EXISTS\r\nA3 OK done\r\n")), options: options)
    let run = dialogue.run()
    #expect(run.commands.map(\.name) == ["COMPRESS", "LOGIN", "NOOP"])
    #expect(run.authentications.first?.identity?.account.text == "bob")
    #expect(run.tagged.map(\.command) == ["COMPRESS", "LOGIN", "NOOP"])
    #expect(run.counters.bytes.client.inflated == 30 && run.isBalanced)
    for cut in dialogue.everyCut { #expect(cut.run().spelledEvents == run.spelledEvents) }
  }

  @Test func `what follows the answer in its segment is compressed`() {
    let dialogue = Dialogue.imap(
      .server("* OK ready"), .client("A1 COMPRESS DEFLATE"),
      .bytes(.server, Array("A1 OK on\r\n".utf8) + stored("* 3 EXISTS\r\n")), options: options)
    #expect(dialogue.run().untagged.map(\.name) == ["EXISTS"])
    for cut in dialogue.everyCut { #expect(cut.run().untagged.map(\.name) == ["EXISTS"]) }
  }

  @Test func `bytes that are no deflate end a side, not the other`() {
    let run = compressed(
      .bytes(.client, stored("A2 NOOP\r\n") + [7, 7, 7, 7]), .bytes(.client, [1, 2, 3]),
      .bytes(.server, stored("A2 OK done\r\n")), options: options
    ).run()
    #expect(run.faults == ["bad_deflate"])
    #expect(run.tagged.last?.command == "NOOP")
    #expect(run.counters.bytes.client.foreign == 3 && run.isBalanced)
  }

  @Test func `a side that grows out of proportion is given up`() {
    var limited = options
    limited.limits.inflateRatio = 2
    limited.limits.inflateMinimum = 1_000
    // A match of length 258 at distance 1, over and over: fixed codes, two bits short of two bytes.
    let line = stored("x")
    let bomb = compressed(
      .bytes(.server, line + [0x63] + Array(repeating: 0, count: 2_000)), options: limited
    ).run()
    #expect(bomb.isBalanced)
    let growth = compressed(
      .bytes(.server, Self.matches), .bytes(.server, stored("* 3 EXISTS\r\n")), options: limited
    ).run()
    #expect(growth.faults.contains("inflate_bomb"))
    #expect(growth.untagged.isEmpty && growth.isBalanced)
  }

  @Test func `without a decompressor the bytes are passed over`() {
    let run = compressed(
      .bytes(.client, stored("A2 NOOP\r\n")), .bytes(.server, stored("A2 OK done\r\n")),
      options: MailOptions()
    ).run()
    #expect(run.commands.count == 1 && run.faults.isEmpty)
    #expect(run.counters.bytes.client.compressed == 14 && run.isBalanced)
  }

  /// A block of fixed codes: one literal, then forty matches of 258 bytes at distance 1.
  private static let matches: [UInt8] = {
    var bits: [Int] = [0, 1, 0]
    func code(_ value: Int, _ count: Int) {
      bits += (0..<count).map { value >> (count - 1 - $0) & 1 }
    }
    code(0x30 + 65, 8)
    for _ in 0..<40 {
      code(0xc5, 8)
      code(0, 5)
    }
    code(0, 7)
    bits += Array(repeating: 0, count: (8 - bits.count % 8) % 8)
    return stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[start + $1] << $1) }
    }
  }()
}
