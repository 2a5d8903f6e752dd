import Bytes
import Mail
import Packets
import Streams

/// A connection on which something was said: its facts, and who understands it.
///
/// A class, because it has an identity and lives in a table; one is made for a connection's first
/// bytes, never for a packet.
final class Conversation {
  /// Who listens.
  enum Listener {
    /// Not yet clear what is spoken.
    case recognizer(Box<ProtocolRecognizer>)
    case imap(Box<IMAPParser>)
    case smtp(Box<SMTPParser>)
  }

  /// A value with a place of its own, so that changing it does not touch its owner.
  final class Box<Value> {
    var value: Value

    init(_ value: Value) { self.value = value }
  }

  var listener: Listener
  var facts: SessionFacts
  /// Takes the lines of the conversation, where somebody wants them.
  let lines: TraceSink?

  init(_ facts: SessionFacts, recognizer: ProtocolRecognizer, lines: TraceSink?) {
    self.facts = facts
    self.lines = lines
    listener = .recognizer(Box(recognizer))
  }
}

/// Takes a mail line; false ends the reading.
package typealias TraceSink = (TraceLine) -> Bool
