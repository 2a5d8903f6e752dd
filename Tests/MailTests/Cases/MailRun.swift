import Bytes
import Mail

/// What a parser made of some segments.
struct MailRun {
  var events: [MailEvent] = []
  var counters: MailCounters

  /// Gives `segments` to a new parser, and ends the connection.
  init(_ segments: [MailCase.Segment], isIMAP: Bool, options: MailOptions) {
    var events: [MailEvent] = []
    if isIMAP {
      var parser = IMAPParser(options: options)
      for segment in segments {
        switch segment.content {
        case .bytes(let bytes):
          parser.receive(bytes.span, from: segment.side) { events.append($0) }
        case .gap(let count): parser.gap(count, from: segment.side) { events.append($0) }
        }
      }
      parser.finish { events.append($0) }
      counters = parser.counters
    } else {
      var parser = SMTPParser(options: options)
      for segment in segments {
        switch segment.content {
        case .bytes(let bytes):
          parser.receive(bytes.span, from: segment.side) { events.append($0) }
        case .gap(let count): parser.gap(count, from: segment.side) { events.append($0) }
        }
      }
      parser.finish { events.append($0) }
      counters = parser.counters
    }
    self.events = events
  }

  /// The events that the reference knows, each in its canonical line.
  var canonical: [String] { events.compactMap(ReferenceEvent.canonical) }

  /// Whether every byte that was delivered is accounted for, on both sides.
  var isBalanced: Bool {
    [counters.bytes.client, counters.bytes.server].allSatisfy {
      $0.delivered + $0.inflated == $0.accounted
    }
  }
}
