import Bytes
import Mail
import Testing

/// Traffic that is cheap to send must be cheap to read: what the parser does and keeps stays in
/// proportion, whatever the shape.
struct AttackTests {
  /// A shape of some size: the same dialogue, `scale` times as much of it.
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var make: @Sendable (_ scale: Int) -> Dialogue
    /// Events for each unit of scale; the rest is constant.
    var eventsPerUnit: Int
    var testDescription: String { name }
  }

  private static func repeated(_ side: Side, _ text: String, _ count: Int) -> Dialogue.Segment {
    .bytes(side, Array(repeatElement(Array(text.utf8), count: count).joined()))
  }

  static let shapes = [
    Shape(
      name: "a line without end", make: { .imap(repeated(.client, "x", $0 * 1_000)) },
      eventsPerUnit: 0),
    Shape(name: "empty lines", make: { .imap(repeated(.client, "\r\n", $0)) }, eventsPerUnit: 0),
    Shape(
      name: "empty server lines", make: { .imap(repeated(.server, "\n", $0)) }, eventsPerUnit: 0),
    Shape(
      name: "nested parentheses",
      make: { .imap(repeated(.server, "* 1 FETCH \(String(repeating: "(", count: 500))\r\n", $0)) },
      eventsPerUnit: 1),
    Shape(
      name: "many literals",
      make: { .imap(repeated(.client, "a APPEND x {1+}\r\nz {2+}\r\nyy\r\n", $0)) },
      eventsPerUnit: 1),
    Shape(
      name: "one command of many literals",
      make: { .imap(.raw(.client, "a APPEND x"), repeated(.client, " {1+}\r\nz", $0)) },
      eventsPerUnit: 0),
    Shape(
      name: "many tags",
      make: { count in .imap(.client((0..<count).map { "t\($0) NOOP" }.joined(separator: "\r\n")))
      },
      eventsPerUnit: 1),
    Shape(
      name: "many sign-ins", make: { .imap(repeated(.client, "a LOGIN bob geheim\r\n", $0)) },
      eventsPerUnit: 1),
    Shape(
      name: "many answers", make: { .imap(repeated(.server, "a OK x\r\n", $0)) }, eventsPerUnit: 1),
    Shape(
      name: "many capabilities",
      make: { .imap(.raw(.server, "* CAPABILITY"), repeated(.server, " X", $0), .server("")) },
      eventsPerUnit: 0),
    Shape(
      name: "many recipients", make: { .smtp(repeated(.client, "RCPT TO:<a@x>\r\n", $0)) },
      eventsPerUnit: 1),
    Shape(
      name: "a reply of many lines",
      make: { .smtp(.server("220 mx"), repeated(.server, "250-x\r\n", $0)) }, eventsPerUnit: 0),
    Shape(
      name: "tiny chunks", make: { .smtp(repeated(.client, "BDAT 1\r\nx", $0)) }, eventsPerUnit: 2),
    Shape(
      name: "DATA refused again and again",
      make: {
        .smtp(
          .server("220 mx"), repeated(.client, "DATA\r\n", $0), repeated(.server, "503 no\r\n", $0))
      },
      eventsPerUnit: 2),
    Shape(
      name: "lone dots",
      make: {
        .smtp(
          .server("220 mx"), .client("DATA"), .server("354 go"), repeated(.client, "\n.\nQUIT", $0))
      },
      eventsPerUnit: 0),
    Shape(
      name: "gaps",
      make: { Dialogue(isIMAP: true, segments: (0..<$0).map { .gap(.client, $0 + 1) }) },
      eventsPerUnit: 0),
    Shape(
      name: "words that are no command", make: { .imap(repeated(.client, "hello\r\n", $0)) },
      eventsPerUnit: 0),
  ]

  @Test(arguments: shapes)
  func `the work stays in proportion`(_ shape: Shape) {
    let (small, large) = (shape.make(1_200).run(), shape.make(2_400).run())
    #expect(small.isBalanced && large.isBalanced)
    #expect(large.events.count - small.events.count == 1_200 * shape.eventsPerUnit)
  }

  @Test(arguments: shapes)
  func `single bytes give the same`(_ shape: Shape) {
    let dialogue = shape.make(70)
    #expect(dialogue.byteByByte.run().spelledEvents == dialogue.run().spelledEvents)
    #expect(dialogue.byteByByte.run().counters == dialogue.run().counters)
  }

  @Test func `an announced size costs nothing`() {
    let run = Dialogue.imap(
      .server("* OK ready", "* 1 FETCH (BODY[] {9223372036854775807}"), .raw(.server, "abc"),
      .client("A1 APPEND x {9223372036854775807+}"), .gap(.client, .max)
    ).run()
    #expect(run.isBalanced)
    #expect(run.counters.bytes.server.literals == 3)
    let chunk = Dialogue.smtp(
      .server("220 mx"), .client("BDAT 9223372036854775807"), .gap(.client, .max),
      .client("BDAT 9223372036854775807 LAST"), .gap(.client, .max)
    ).run()
    #expect(chunk.messages.first?.count == .max && chunk.isBalanced)
  }
}
