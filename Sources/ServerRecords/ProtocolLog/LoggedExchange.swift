/// What a line of the log says was asked and answered, in either of its forms.
struct LoggedExchange {
  var command = LoggedCommand.none
  var status: ProtocolLogEntry.Status?
  var reason: LoggedReason?

  /// - Parameter event: nil in logs that have a command instead.
  init(
    command: ArraySlice<UInt8>, parameters: ArraySlice<UInt8>, event: ArraySlice<UInt8>?,
    data: ArraySlice<UInt8>, context: ArraySlice<UInt8>
  ) {
    reason = LoggedReason(in: context) ?? LoggedReason(in: data)
    guard let event else {
      self.command = LoggedCommand(command, parameters: parameters)
      status = Self.result(in: context)
      return
    }
    // Connect, disconnect, received, sent: the letters of the documented form.
    switch event.first {
    case UInt8(ascii: "+"): self.command = LoggedCommand(name: "OPENSESSION", parameter: "")
    case UInt8(ascii: "-"): self.command = LoggedCommand(name: "CLOSESESSION", parameter: "")
    case UInt8(ascii: "<"):
      let words = Self.words(data)
      self.command = LoggedCommand(words.word, parameters: words.rest)
    case UInt8(ascii: ">"): status = Self.status(Self.words(data).word)
    default: break
    }
  }

  /// A line's second word and what follows it: the first is the tag.
  private static func words(
    _ line: ArraySlice<UInt8>
  ) -> (word: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) {
    let second = line.drop { $0 > 0x20 }.trimmed
    let word = second.prefix { $0 > 0x20 }
    return (word, second[word.endIndex...])
  }

  /// What stands behind `R=`: `OK`, or the server's line in quotes.
  private static func result(in context: ArraySlice<UInt8>) -> ProtocolLogEntry.Status? {
    guard context.prefix(2).isWord("r=") else { return nil }
    let value = context.dropFirst(2)
    guard value.first == UInt8(ascii: "\"") else {
      return status(value.prefix { $0.isLetter }) ?? .other
    }
    return status(words(value.dropFirst()).word) ?? .other
  }

  private static func status(_ word: ArraySlice<UInt8>) -> ProtocolLogEntry.Status? {
    if word.isWord("ok") { return .ok }
    if word.isWord("no") { return .no }
    return word.isWord("bad") ? .bad : nil
  }
}
