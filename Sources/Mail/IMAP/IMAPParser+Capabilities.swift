import Bytes

extension IMAPParser {
  /// Announces what a `[CAPABILITY …]` code lists, if the code is one.
  mutating func announceCapabilities(
    _ text: Span<UInt8>, _ code: Range<Int>?, isUntagged: Bool, _ events: (MailEvent) -> Void
  ) {
    guard let code, text.hasPrefix(ignoringCase: "CAPABILITY", at: code.lowerBound) else { return }
    let list = text.extracting(code)
    announceCapabilities(list.dropping(list.wordEnd(from: 0)), isUntagged: isUntagged, events)
  }

  /// Announces the words of a list of capabilities.
  ///
  /// LITERAL- counts where the server says it of its own accord, without a tag.
  mutating func announceCapabilities(
    _ text: Span<UInt8>, isUntagged: Bool, _ events: (MailEvent) -> Void
  ) {
    var capabilities = CapabilityList()
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, !Self.isBlank(text[end]) { end += 1 }
      if end > start {
        let word = text.extracting(start..<end)
        if isUntagged, word.isEqual(ignoringCase: "LITERAL-") { facts.limitsLiterals = true }
        capabilities.add(word, limit: options.limits.capabilities, dropped: &drops.capabilities)
      }
      start = end + 1
    }
    if !capabilities.words.isEmpty { events(.capabilities(capabilities.words)) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == .space || (9...13).contains(byte) }
}
