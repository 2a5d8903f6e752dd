import Bytes
import Mail
import Packets
import Streams

/// A connection on which something was said: its facts, and who understands it.
///
/// A class, because it has an identity and lives in a table; one is made for a connection's first
/// bytes, never for a packet.
final class Conversation {
  /// A value with a place of its own, so that changing it does not touch its owner.
  final class Box<Value> {
    var value: Value

    init(_ value: Value) { self.value = value }
  }

  /// Who listens.
  private enum Listener {
    /// Not yet clear what is spoken.
    case recognizer(Box<ProtocolRecognizer>)
    case imap(Box<IMAPParser>)
    case smtp(Box<SMTPParser>)
    /// Not mail.
    case nobody
  }

  private(set) var facts: SessionFacts
  private var listener: Listener
  private let hint: MailProtocol?
  /// The frames with the bytes that the recognizer holds.
  private var heldStamps: [Stamp] = []
  private let mail: MailOptions
  private let lines: TraceSink?

  /// Starts to listen; `hint` is what the port, or the server's other connections, stand for.
  init(_ facts: SessionFacts, hint: MailProtocol?, mail: MailOptions, lines: TraceSink?) {
    self.facts = facts
    self.mail = mail
    self.lines = lines
    listener = .recognizer(Box(ProtocolRecognizer(hint: ProtocolRecognizer.Hint(hint))))
    self.hint = hint
  }

  /// What is spoken; nil while it is not clear.
  var spoken: MailProtocol? {
    switch listener {
    case .imap: .imap
    case .smtp: .smtp
    case .recognizer, .nobody: nil
    }
  }

  var isForeign: Bool { if case .nobody = listener { true } else { false } }

  /// What the parser took in; nil where none was at work.
  var counters: MailCounters? {
    switch listener {
    case .imap(let parser): parser.value.counters
    case .smtp(let parser): parser.value.counters
    case .recognizer, .nobody: nil
    }
  }

  /// Takes the next bytes of a side.
  func hear(_ bytes: Span<UInt8>, from side: Side, at stamp: Stamp) {
    switch listener {
    case .recognizer(let recognizer): recognise(bytes, from: side, at: stamp, with: recognizer)
    case .imap(let parser): hear(bytes, from: side, at: stamp, with: &parser.value)
    case .smtp(let parser): hear(bytes, from: side, at: stamp, with: &parser.value)
    case .nobody: facts.hear(bytes.count, from: side)
    }
  }

  /// Takes note of bytes that the capture does not hold.
  func miss(_ count: Int, from side: Side, at stamp: Stamp) {
    facts.bytesMissing(from: side)
    switch listener {
    case .recognizer(let recognizer): settle(recognizer.value.gap(from: side), recognizer.value)
    case .imap(let parser):
      parser.value.gap(count, from: side) { record($0, from: side, at: stamp) }
    case .smtp(let parser):
      parser.value.gap(count, from: side) { record($0, from: side, at: stamp) }
    case .nobody: break
    }
  }

  /// The connection has ended, or the capture.
  func finish(at stamp: Stamp) {
    if case .recognizer(let recognizer) = listener {
      settle(recognizer.value.finish(), recognizer.value)
    }
    switch listener {
    case .imap(let parser): parser.value.finish { record($0, from: .server, at: stamp) }
    case .smtp(let parser): parser.value.finish { record($0, from: .server, at: stamp) }
    case .recognizer, .nobody: break
    }
    facts.finish()
  }

  // The parsers come as `inout`: reading a property of a value in a class would copy all of it.
  private func hear(
    _ bytes: Span<UInt8>, from side: Side, at stamp: Stamp, with parser: inout IMAPParser
  ) {
    let beginsLine = parser.beginsLine(side)
    facts.bytesArrive(bytes.count, from: side, at: stamp, beginsLine: beginsLine)
    parser.receive(bytes, from: side) { record($0, from: side, at: stamp) }
  }

  private func hear(
    _ bytes: Span<UInt8>, from side: Side, at stamp: Stamp, with parser: inout SMTPParser
  ) {
    let beginsLine = parser.beginsLine(side)
    facts.bytesArrive(bytes.count, from: side, at: stamp, beginsLine: beginsLine)
    parser.receive(bytes, from: side) { record($0, from: side, at: stamp) }
  }

  private func recognise(
    _ bytes: Span<UInt8>, from side: Side, at stamp: Stamp, with recognizer: Box<ProtocolRecognizer>
  ) {
    facts.hear(bytes.count, from: side)
    let verdict = recognizer.value.receive(bytes, from: side)
    if verdict == .undecided { heldStamps.append(stamp) }
    settle(verdict, recognizer.value)
    guard spoken != nil else { return }
    facts.hear(-bytes.count, from: side)
    hear(bytes, from: side, at: stamp)
  }

  /// Hands the connection to whom the recognizer says, with all that was said before.
  private func settle(_ verdict: ProtocolRecognizer.Verdict, _ recognizer: ProtocolRecognizer) {
    let spoken: MailProtocol? =
      switch verdict {
      case .undecided: nil
      case .imap: .imap
      case .smtp: .smtp
      // Inside TLS the port is all there is to go by.
      case .tls: hint
      case .notMail: nil
      }
    switch spoken {
    case .imap: listener = .imap(Box(IMAPParser(options: mail)))
    case .smtp: listener = .smtp(Box(SMTPParser(options: mail)))
    case nil:
      if verdict != .undecided { listener = .nobody }
      return
    }
    let stamps = heldStamps
    heldStamps = []
    recognizer.replay { number, side, bytes in
      facts.hear(-bytes.count, from: side)
      hear(bytes, from: side, at: stamps[number])
    }
  }

  private func record(_ event: MailEvent, from side: Side, at stamp: Stamp) {
    if case .line(let speaker, let text) = event {
      let session = facts.session
      let line = TraceLine(
        stamp: stamp, source: speaker == .client ? session.client : session.server,
        destination: speaker == .client ? session.server : session.client,
        mailProtocol: spoken ?? session.mailProtocol, side: speaker, text: text)
      lines?(line)
      return
    }
    facts.record(event, from: side, at: stamp)
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
