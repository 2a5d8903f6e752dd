import Bytes

extension IMAPParser {
  /// `* OK …` and its kin: the greeting, or a status response without a tag.
  mutating func statusResponse(
    _ line: Span<UInt8>, _ word: IMAPStatusWord, _ isGreeting: Bool,
    _ events: (MailEvent) -> Void
  ) {
    let text = line.dropping(word.textStart)
    let code = responseCode(text, events)
    let isCredible = isCredible(status: line)
    let shownCode = shown(text, code, isCredible: isCredible)
    if isGreeting, word.status != .no, word.status != .bad {
      facts.isPreauthenticated = word.status == .preauth
      let greeting = Greeting(
        status: word.status, code: nil, responseCode: shownCode, lineCount: 1,
        text: signIns.text(line.dropping(2)))
      events(.greeting(greeting))
    } else {
      if isGreeting { report(.noGreeting, .server, events) }
      let response = IMAPUntagged(
        name: word.status.rawValue, number: nil, literals: [], missing: 0, code: shownCode,
        text: isCredible ? signIns.text(text) : WireText([], wireCount: text.count))
      events(.untagged(response))
    }
    announceCapabilities(text, code, isUntagged: true, events)
  }

  /// Whether `* OK …` is a response and not a list in a message, where the capture may have begun
  /// in a literal.
  func isCredible(status line: Span<UInt8>) -> Bool {
    facts.isServerInStep || line.hasPrefix("* OK") || line.hasPrefix("* BYE")
      || line.hasPrefix("* PREAUTH")
  }

  /// Any other `* …` response; `open` tells of the literals in it, `last` is its last line.
  mutating func untagged(
    _ head: Span<UInt8>, _ open: OpenResponse?, _ last: Span<UInt8>, _ scan: LineScan,
    _ events: (MailEvent) -> Void
  ) {
    guard let parts = IMAPUntaggedLine(head) else {
      report(.badResponse, .server, events)
      return
    }
    let number = parts.number.flatMap { self.number(head, $0, .server, events) }
    let known = IMAPResponseName.all[head, parts.name]?.name
    checkQuoting(last, scan, .server, events)
    var response = IMAPUntagged(
      name: known ?? unknownName(head, parts.name), number: number,
      literals: open?.literals ?? [], missing: open?.missing ?? 0)
    if known == "ID", number == nil, facts.isServerInStep {
      response.text = signIns.text(head.dropping(parts.name.upperBound + 1))
    }
    events(.untagged(response))
    if let known { learn(from: head, parts, known, events) }
  }

  /// Takes note of what a response means for the lines that follow.
  private mutating func learn(
    from line: Span<UInt8>, _ parts: IMAPUntaggedLine, _ name: String,
    _ events: (MailEvent) -> Void
  ) {
    guard parts.number == nil else {
      // Servers write names in upper case; a list in a message hardly does.
      if line.hasPrefix(name, at: parts.name.lowerBound) { facts.isServerInStep = true }
      return
    }
    if name == "CAPABILITY" {
      announceCapabilities(line.dropping(parts.name.upperBound), isUntagged: true, events)
    } else if name == "ENABLED", line.contains(ignoringCase: "UTF8=ACCEPT") {
      facts.isUTF8 = true
    }
  }

  private func unknownName(_ line: Span<UInt8>, _ name: Range<Int>) -> String {
    guard options.keepsUnknownWords else { return "?" }
    return String(upperCasingLatin1: line.extracting(name))
  }

  /// `+ …`.
  mutating func continuation(_ payload: Span<UInt8>, _ events: (MailEvent) -> Void) {
    events(.continuation)
    if dialogue == .sasl {
      signIns.continue(tag: dialogueTag)
    } else if command != nil {
      command?.continuations += 1
    } else {
      signIns.trace.receive(payload)
    }
  }

  /// The range of the response code in a status text, brackets left out (RFC 9051, section 7.1).
  mutating func responseCode(
    _ text: Span<UInt8>, _ events: (MailEvent) -> Void
  ) -> Range<Int>? {
    guard !text.isEmpty, text[0] == UInt8(ascii: "[") else { return nil }
    guard let end = text.firstOffset(of: UInt8(ascii: "]")) else {
      report(.badCode, .server, events)
      return nil
    }
    return 1..<end
  }

  /// A response code as events report it.
  func shown(_ text: Span<UInt8>, _ code: Range<Int>?, isCredible: Bool) -> WireText? {
    guard let code, isCredible || options.keepsUnknownWords else { return nil }
    return signIns.code(text.extracting(code))
  }
}
