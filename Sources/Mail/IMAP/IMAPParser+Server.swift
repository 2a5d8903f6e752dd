import Bytes

extension IMAPParser {
  /// Reads a server line: a response, or what follows a literal in one.
  mutating func serverLine(
    _ line: Span<UInt8>, _ scan: LineScan, _ events: (MailEvent) -> Void
  ) {
    guard response != nil, var open = response.take() else {
      if let count = literalCount(line, in: line, events) {
        beginLiteral(count, OpenResponse(head: line.copy()), line, scan, events)
      } else {
        respond(line, nil, line, scan, events)
      }
      return
    }
    let head = open.head
    if let count = literalCount(line, in: head.span, events) {
      open.head = head
      beginLiteral(count, open, line, scan, events)
    } else {
      respond(head.span, open, line, scan, events)
    }
  }

  /// The size of the literal that `line` announces, where the response allows one.
  ///
  /// Status responses hold free text, continuations base64: braces mean nothing there.
  private mutating func literalCount(
    _ line: Span<UInt8>, in head: Span<UInt8>, _ events: (MailEvent) -> Void
  ) -> Int? {
    guard let size = LiteralSize(endOf: line), !head.isEmpty, head[0] == UInt8(ascii: "*"),
      !Self.isStatusText(head)
    else { return nil }
    return number(line, size.digits, .server, events)
  }

  /// Whether `head` begins with a status word, whatever follows but a letter, digit or underscore.
  private static func isStatusText(_ head: Span<UInt8>) -> Bool {
    guard head.hasPrefix("* ") else { return false }
    var end = 2
    while end < head.count, head[end].isWordCharacter { end += 1 }
    return IMAPResponseName.all[head, 2..<end]?.status != nil
  }

  private mutating func beginLiteral(
    _ count: Int, _ open: consuming OpenResponse, _ line: Span<UInt8>, _ scan: LineScan,
    _ events: (MailEvent) -> Void
  ) {
    if open.literals.count < options.limits.literals {
      open.literals.append(count)
    } else {
      drops.literals += 1
    }
    response = open
    sides.server.literal.remaining = count
    checkQuoting(line, scan, .server, events)
  }

  /// Reads a response that is whole: `head` is its first line, `last` its last one.
  private mutating func respond(
    _ head: Span<UInt8>, _ open: OpenResponse?, _ last: Span<UInt8>, _ scan: LineScan,
    _ events: (MailEvent) -> Void
  ) {
    let isGreeting = !facts.isGreeted
    facts.isGreeted = true
    if head.count > 1, head[0] == UInt8(ascii: "*"), head[1] == .space {
      if let word = IMAPStatusWord(head, at: 2) {
        statusResponse(head, word, isGreeting, events)
      } else {
        if isGreeting { report(.noGreeting, .server, events) }
        untagged(head, open, last, scan, events)
      }
      return
    }
    if isGreeting { report(.noGreeting, .server, events) }
    if !head.isEmpty, head[0] == UInt8(ascii: "+"), head.count == 1 || head[1] == .space {
      continuation(head.dropping(2), events)
    } else {
      tagged(head, events)
    }
  }
}
