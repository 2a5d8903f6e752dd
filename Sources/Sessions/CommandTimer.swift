import Bytes
import Mail

/// Pairs commands with their answers while a session goes on.
struct CommandTimer {
  private struct Open {
    /// IMAP's tag; nil in SMTP, whose replies come in order.
    var tag: WireText?
    var name: CommandName
    var request: Stamp
    var firstByte: Timestamp?
    var bytes: Int
  }

  /// Commands that await their answers, at most `limit`; further ones are not timed.
  private var open: [Open] = []
  /// Whether the next line of the server begins an answer whose first byte is asked for.
  private(set) var awaitsFirstByte = false
  /// The end of the last answer: the server began with a command that was sent ahead no earlier.
  private var lastAnswer: Stamp?

  private static let limit = 16

  /// Commands without an answer so far.
  var unanswered: Int { open.count }

  mutating func ask(_ name: CommandName, tag: WireText?, bytes: Int = 0, at stamp: Stamp) {
    guard open.count < Self.limit else { return }
    open.append(Open(tag: tag, name: name, request: stamp, firstByte: nil, bytes: bytes))
    if open.count == 1 { awaitsFirstByte = true }
  }

  /// The last command goes on: its request ends here (BDAT's chunk).
  mutating func extendLast(to stamp: Stamp) {
    guard !open.isEmpty, open[open.count - 1].firstByte == nil else { return }
    open[open.count - 1].request = stamp
  }

  /// A line of the server begins.
  mutating func answerBegins(at time: Timestamp) {
    awaitsFirstByte = false
    guard !open.isEmpty, open[0].firstByte == nil else { return }
    open[0].firstByte = time
  }

  /// The answer to an IMAP command has come, in a line that began at `lineStart`.
  mutating func answered(
    tag: WireText, _ outcome: CommandFact.Outcome, lineStart: Timestamp, at stamp: Stamp
  ) -> (fact: CommandFact, bytes: Int)? {
    guard let place = open.firstIndex(where: { $0.tag == tag }) else { return nil }
    return close(place, outcome, lineStart: lineStart, at: stamp)
  }

  /// The reply to the oldest SMTP command of this name has come; older ones had none.
  mutating func answered(
    _ name: CommandName, _ outcome: CommandFact.Outcome, lineStart: Timestamp, at stamp: Stamp
  ) -> CommandFact? {
    guard let place = open.firstIndex(where: { $0.name == name }) else { return nil }
    let fact = close(place, outcome, lineStart: lineStart, at: stamp).fact
    if place > 0 { open.removeFirst(place) }
    return fact
  }

  private mutating func close(
    _ place: Int, _ outcome: CommandFact.Outcome, lineStart: Timestamp, at stamp: Stamp
  ) -> (fact: CommandFact, bytes: Int) {
    let command = open.remove(at: place)
    var request = command.request
    if let lastAnswer, lastAnswer.time > request.time { request = lastAnswer }
    let firstByte = command.firstByte ?? lineStart
    lastAnswer = stamp
    awaitsFirstByte = open.first.map { $0.firstByte == nil } ?? false
    let fact = CommandFact(
      command.name, outcome: outcome, request: request, firstByte: firstByte, answer: stamp)
    return (fact, command.bytes)
  }
}
