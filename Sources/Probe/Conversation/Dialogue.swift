import Bytes
import Mail
import Sessions

/// The parser of what both sides say, by protocol.
enum Dialogue {
  case imap(IMAPParser)
  case smtp(SMTPParser)

  /// `isUnderway` where no greeting is to come: behind STARTTLS.
  init(_ mailProtocol: MailProtocol, isUnderway: Bool, limits: ProbeLimits) {
    var options = MailOptions()
    options.midstream = isUnderway
    options.limits.line = limits.line
    self =
      switch mailProtocol {
      case .imap: .imap(IMAPParser(options: options))
      case .smtp: .smtp(SMTPParser(options: options))
      }
  }

  /// What these bytes of a side say.
  mutating func receive(_ bytes: [UInt8], from side: Side) -> [MailEvent] {
    var events: [MailEvent] = []
    switch self {
    case .imap(var parser):
      parser.receive(bytes.span, from: side) { events.append($0) }
      self = .imap(parser)
    case .smtp(var parser):
      parser.receive(bytes.span, from: side) { events.append($0) }
      self = .smtp(parser)
    }
    return events
  }

  var counters: MailCounters {
    switch self {
    case .imap(let parser): parser.counters
    case .smtp(let parser): parser.counters
    }
  }
}
