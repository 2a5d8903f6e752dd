import Bytes
import Mail
import Packets
import Streams

/// A connection on which something was said: its facts, and who understands it.
struct Conversation {
  /// The facts, and where the lines of the conversation go: apart from who reads it, so that a
  /// reader and what it tells may change at a time.
  private struct Record {
    var facts: SessionFacts
    var spoken: MailProtocol?
    let lines: TraceSink?
    /// What may stand in the place of the streams; only where it is asked for.
    var text: PerSide<HarmlessText>?
    /// Where in each side's stream the reader's bytes begin.
    var base = PerSide(both: 1)
    let wants: TextInterest?

    /// Takes what a parser says about bytes that `side` sent in the frame `stamp`.
    mutating func take(_ event: MailEvent, from side: Side, at stamp: Stamp) {
      if case .harmless(let speaker, let end, let bytes) = event {
        keep(bytes, before: end, of: speaker, in: stamp.frame)
        return
      }
      guard case .line(let speaker, let text) = event else {
        facts.record(event, from: side, at: stamp)
        return
      }
      let session = facts.session
      let line = TraceLine(
        stamp: stamp, source: speaker == .client ? session.client : session.server,
        destination: speaker == .client ? session.server : session.client,
        mailProtocol: spoken ?? session.mailProtocol, side: speaker, text: text)
      lines?(line)
    }

    private mutating func keep(_ bytes: [UInt8], before end: Int, of side: Side, in frame: Int) {
      let session = facts.session
      guard wants?(ConnectionKey(session.client, session.server), frame) == true else { return }
      text?[side].add(bytes, end: base[side] + end)
    }
  }

  // Who listens: at most one of the three, and none on a connection that speaks something else.
  // Arrays, as they are large: each in a place of its own, changed there, with one owner and so
  // without the run-time checks that a class would have at every segment.
  /// Where it is not yet clear what is spoken.
  private var recognizer: [ProtocolRecognizer]
  private var imap: [IMAPParser] = []
  private var smtp: [SMTPParser] = []
  private var record: Record
  private let hint: MailProtocol?
  /// The frames with the bytes that the recognizer holds.
  private var heldStamps: [Stamp] = []
  /// How many bytes of each side it holds.
  private var heldCounts = PerSide(both: 0)
  /// Where in each side's stream the next byte stands.
  private var position = PerSide(both: 1)
  private let mail: MailOptions
  /// Which sides have said their last byte.
  private var hasEnded = PerSide(both: false)

  /// Starts to listen; `hint` is what the port, or the server's other connections, stand for.
  ///
  /// `text` says of which frames the harmless text is kept; nil where nobody asks for it.
  init(
    _ facts: SessionFacts, hint: MailProtocol?, mail: MailOptions, lines: TraceSink?,
    text: TextInterest? = nil
  ) {
    record = Record(
      facts: facts, lines: lines, text: text.map { _ in PerSide(both: HarmlessText()) }, wants: text
    )
    self.mail = mail
    recognizer = [ProtocolRecognizer(hint: ProtocolRecognizer.Hint(hint))]
    self.hint = hint
  }

  var facts: SessionFacts { record.facts }

  /// What may stand in the place of the streams; nil where nobody asked for it.
  var text: PerSide<HarmlessText>? { record.text }

  /// Bytes that streams delivered.
  var heardBytes: PerSide<Int> { record.facts.heardBytes }

  /// What is spoken; nil while it is not clear.
  var spoken: MailProtocol? { record.spoken }

  var isForeign: Bool { imap.isEmpty && smtp.isEmpty && recognizer.isEmpty }

  /// What the parser took in; nil where none was at work.
  var counters: MailCounters? { imap.first?.counters ?? smtp.first?.counters }

  /// Takes the next bytes of a side; says what it wants to hear next.
  mutating func hear(_ bytes: Span<UInt8>, from side: Side, at stamp: Stamp) -> Interest {
    let interest = read(bytes, from: side, at: stamp)
    position[side] += bytes.count
    return interest
  }

  private mutating func read(_ bytes: Span<UInt8>, from side: Side, at stamp: Stamp) -> Interest {
    if !imap.isEmpty {
      Self.hear(bytes, from: side, at: stamp, with: &imap[0], &record)
      let passable = imap[0].passable(from: side)
      return passable > 0 ? .pass(passable) : .keep
    }
    if !smtp.isEmpty {
      Self.hear(bytes, from: side, at: stamp, with: &smtp[0], &record)
    } else if !recognizer.isEmpty {
      recognise(bytes, from: side, at: stamp)
    } else {
      record.facts.hear(bytes.count, from: side)
    }
    return isForeign ? .ignore : .keep
  }

  /// Takes note of bytes that it let pass.
  mutating func pass(_ count: Int, from side: Side, at stamp: Stamp) {
    record.facts.bytesArrive(count, from: side, at: stamp, beginsLine: false)
    if !imap.isEmpty { imap[0].pass(count, from: side) }
    position[side] += count
  }

  /// Takes note of bytes that the capture does not hold.
  mutating func miss(_ count: Int, from side: Side, at stamp: Stamp) {
    record.facts.bytesMissing(from: side)
    if !imap.isEmpty {
      imap[0].gap(count, from: side) { record.take($0, from: side, at: stamp) }
    } else if !smtp.isEmpty {
      smtp[0].gap(count, from: side) { record.take($0, from: side, at: stamp) }
    } else if !recognizer.isEmpty {
      settle(recognizer[0].gap(from: side))
      // The reader, if there is one now, is not told of it.
      record.base[side] += count
    }
    position[side] += count
  }

  /// Takes note that a side has said its last byte; returns whether nothing can come any more and
  /// nothing is left open that its end would have to tell.
  mutating func end(_ side: Side) -> Bool {
    hasEnded[side] = true
    guard hasEnded.client, hasEnded.server, record.text == nil else { return false }
    if !imap.isEmpty { return imap[0].isIdle }
    return !smtp.isEmpty && smtp[0].isIdle
  }

  /// The connection has ended, or the capture.
  mutating func finish(at stamp: Stamp) {
    if !recognizer.isEmpty { settle(recognizer[0].finish()) }
    if !imap.isEmpty {
      imap[0].finish { record.take($0, from: .server, at: stamp) }
    } else if !smtp.isEmpty {
      smtp[0].finish { record.take($0, from: .server, at: stamp) }
    }
    record.facts.finish()
  }

  // Static, so that a parser and the record are two values and may both change at a time.
  private static func hear(
    _ bytes: Span<UInt8>, from side: Side, at stamp: Stamp, with parser: inout IMAPParser,
    _ record: inout Record
  ) {
    let beginsLine = parser.beginsLine(side)
    record.facts.bytesArrive(bytes.count, from: side, at: stamp, beginsLine: beginsLine)
    parser.receive(bytes, from: side) { record.take($0, from: side, at: stamp) }
  }

  private static func hear(
    _ bytes: Span<UInt8>, from side: Side, at stamp: Stamp, with parser: inout SMTPParser,
    _ record: inout Record
  ) {
    let beginsLine = parser.beginsLine(side)
    record.facts.bytesArrive(bytes.count, from: side, at: stamp, beginsLine: beginsLine)
    parser.receive(bytes, from: side) { record.take($0, from: side, at: stamp) }
  }

  private mutating func recognise(_ bytes: Span<UInt8>, from side: Side, at stamp: Stamp) {
    record.facts.hear(bytes.count, from: side)
    let verdict = recognizer[0].receive(bytes, from: side)
    if verdict == .undecided {
      heldStamps.append(stamp)
      heldCounts[side] += bytes.count
    }
    settle(verdict)
    guard spoken != nil else { return }
    record.facts.hear(-bytes.count, from: side)
    _ = read(bytes, from: side, at: stamp)
  }

  /// Hands the connection to whom the recognizer says, with all that was said before.
  private mutating func settle(_ verdict: ProtocolRecognizer.Verdict) {
    guard verdict != .undecided, let recognizer = recognizer.popLast() else { return }
    let spoken: MailProtocol? =
      switch verdict {
      case .undecided, .notMail: nil
      case .imap: .imap
      case .smtp: .smtp
      // Inside TLS the port is all there is to go by.
      case .tls: hint
      }
    record.spoken = spoken
    for side in Side.allCases { record.base[side] = position[side] - heldCounts[side] }
    switch spoken {
    case .imap: imap = [IMAPParser(options: mail)]
    case .smtp: smtp = [SMTPParser(options: mail)]
    case nil: return
    }
    let stamps = heldStamps
    heldStamps = []
    recognizer.replay { number, side, bytes in
      record.facts.hear(-bytes.count, from: side)
      _ = read(bytes, from: side, at: stamps[number])
    }
  }
}

/// Takes the mail lines of a capture, for whom that wants to show them.
package typealias TraceSink = (TraceLine) -> Void

extension ProtocolRecognizer.Hint {
  fileprivate init(_ spoken: MailProtocol?) {
    self =
      switch spoken {
      case .imap: .imap
      case .smtp: .smtp
      case nil: .none
      }
  }
}
