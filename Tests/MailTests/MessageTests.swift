import Bytes
import Mail
import Testing

/// What is reported of a message after DATA, worked out from the whole of it.
///
/// Slow and obvious: the parser's scanner sees each byte once and keeps none.
struct MessageModel: Equatable {
  var count: Int
  /// The words of the malformations with their details, in order.
  var faults: [String] = []

  /// Nil when `stream` holds no end; `rest` is what follows it.
  init?(_ stream: [UInt8], lineLimit: Int, rest: inout [UInt8]) {
    guard let end = Self.end(of: stream) else { return nil }
    let message = Array(stream[..<end])
    rest = Array(stream[(end + 3)...])
    count = message.count - Self.stuffing(message)
    faults = Self.loneDots(message)
    let withoutEnds = Self.splitAtLineEnds(message)
    if withoutEnds.contains(where: { $0.contains(10) }) { faults.append("bare_lf_in_data") }
    if withoutEnds.contains(where: { $0.contains(13) }) { faults.append("bare_cr_in_data") }
    if message.contains(0) { faults.append("nul_byte") }
    if withoutEnds.contains(where: { $0.count + 2 > lineLimit }) { faults.append("long_line") }
  }

  /// Where the final dot stands.
  private static func end(of stream: [UInt8]) -> Int? {
    let dot: [UInt8] = [46, 13, 10]
    return stream.indices.first { index in
      stream[index...].starts(with: dot)
        && (index == 0 || index >= 2 && stream[index - 2] == 13 && stream[index - 1] == 10)
    }
  }

  private static func stuffing(_ message: [UInt8]) -> Int {
    message.indices.filter { index in
      message[index] == 46
        && (index == 0 || index >= 2 && message[index - 2] == 13 && message[index - 1] == 10)
    }.count
  }

  private static func splitAtLineEnds(_ message: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var index = 0
    while index < message.count {
      if message[index...].starts(with: [13, 10]) {
        lines.append([])
        index += 2
      } else {
        lines[lines.count - 1].append(message[index])
        index += 1
      }
    }
    return lines
  }

  /// Lone dots with odd line ends, left to right, each line end used once.
  private static func loneDots(_ message: [UInt8]) -> [String] {
    var found: [String] = []
    var index = 0
    while index < message.count {
      guard let before = lineEnd(message, index), message.count > index + before.count,
        message[index + before.count] == 46,
        let behind = lineEnd(message, index + before.count + 1)
      else {
        index += 1
        continue
      }
      index += before.count + 1 + behind.count
      guard before.name != "CRLF" || behind.name != "CRLF" else { continue }
      let word = String(decoding: message[index...].prefix(4), as: UTF8.self).uppercased()
      let verbs = ["MAIL", "RCPT", "DATA", "EHLO", "HELO", "RSET", "QUIT", "BDAT", "NOOP"]
      let next = message.dropFirst(index + 4).first ?? 32
      let isWord =
        next == 95
        || Character(Unicode.Scalar(next)).isASCII && Character(Unicode.Scalar(next)).isLetter
        || (48...57).contains(next)
      let kind = verbs.contains(word) && !isWord ? "smuggling_eod" : "odd_eod"
      let fault = "\(kind) \(before.name).\(behind.name)"
      if !found.contains(fault) { found.append(fault) }
    }
    return found
  }

  private static func lineEnd(_ message: [UInt8], _ index: Int) -> (name: String, count: Int)? {
    let rest = message[index...]
    if rest.starts(with: [13, 10]) { return ("CRLF", 2) }
    if rest.first == 10 { return ("LF", 1) }
    if rest.first == 13 { return ("CR", 1) }
    return nil
  }
}

struct MessageTests {
  /// What the parser reports of a stream behind DATA.
  private func parsed(_ stream: [UInt8], pieces: [[UInt8]], lineLimit: Int) -> MessageModel? {
    let segments: [Dialogue.Segment] =
      [.server("220 mx"), .client("DATA"), .server("354 go")] + pieces.map { .bytes(.client, $0) }
    let run = Dialogue(
      isIMAP: false, segments: segments, options: .with { $0.limits.smtpLine = lineLimit }
    ).run()
    guard let message = run.messages.first, message.end == .dot else { return nil }
    var rest: [UInt8] = []
    var model = MessageModel(stream, lineLimit: lineLimit, rest: &rest)
    model?.count = message.count
    // What follows the message may be reported, too: only what comes before it counts.
    model?.faults = run.events.prefix { if case .message = $0 { false } else { true } }
      .compactMap {
        if case .malformed(let malformation) = $0 {
          [malformation.kind.rawValue, malformation.detail].compactMap { $0 }.joined(separator: " ")
        } else {
          nil
        }
      }
    return model
  }

  @Test func `the scanner agrees with the model on all short streams of awkward bytes`() {
    let alphabet: [UInt8] = [13, 10, 46, 65]
    for number in 0..<65_536 {
      let stream = (0..<8).map { alphabet[number >> ($0 * 2) & 3] } + [13, 10, 46, 13, 10]
      compare(stream, pieces: [stream])
    }
  }

  @Test func `the scanner agrees with the model on random streams in random pieces`() {
    var random = SystemRandomNumberGenerator()
    let words = [
      "\r\n", "\r", "\n", ".", "..", "a", "MAIL", "rcpt x", "QUIT", "NOOPE", "\0", "\r\n.",
    ]
    for _ in 0..<4_000 {
      var stream: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<14, using: &random) {
        stream += Array((words.randomElement(using: &random) ?? "").utf8)
      }
      stream += Array("\r\n.\r\n".utf8)
      var pieces: [[UInt8]] = []
      var rest = stream[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...rest.count, using: &random)
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      compare(stream, pieces: pieces)
    }
  }

  private func compare(_ stream: [UInt8], pieces: [[UInt8]]) {
    var rest: [UInt8] = []
    let expected = MessageModel(stream, lineLimit: 6, rest: &rest)
    let got = parsed(stream, pieces: pieces, lineLimit: 6)
    if got != expected {
      Issue.record(
        "\(latin1(stream).debugDescription): \(String(describing: got)), model \(String(describing: expected))"
      )
    }
  }

  @Test func `a gap in a message is counted and does not end it`() {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("DATA"), .server("354 go"), .raw(.client, "hello\r\n"),
      .gap(.client, 1_000), .raw(.client, "x\r\n.\r\nQUIT\r\n"), .server("250 ok", "221 bye")
    ).run()
    #expect(run.messages.first?.count == 10 && run.messages.first?.missing == 1_000)
    #expect(run.replies.map(\.answers) == [.command("DATA"), .message, .command("QUIT")])
  }

  @Test func `a message the capture cuts off is reported as far as it came`() {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("DATA"), .server("354 go"), .raw(.client, "..hi\r\n.")
    ).run()
    #expect(run.messages.first?.count == 5 && run.messages.first?.end == .cut)
  }

  @Test func `a chunk's gap belongs to the chunk`() {
    let run = Dialogue.smtp(
      .server("220 mx"), .client("BDAT 10"), .raw(.client, "abc"), .gap(.client, 7),
      .client("BDAT 2 LAST"), .raw(.client, "xy"), .server("250 ok", "250 ok")
    ).run()
    #expect(run.messages.first?.count == 12 && run.messages.first?.missing == 7)
    #expect(run.messages.first?.end == .bdat)
    #expect(run.faults.isEmpty)
  }
}
