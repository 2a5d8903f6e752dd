import Bytes

extension IMAPParser {
  /// A command's tag as events report it.
  func shownTag(_ parts: IMAPCommandLine) -> WireText {
    if options.keepsUnknownWords || (parts.verb.isKnown && isTagCredible(parts.tag)) {
      return WireText(short: parts.tag, limit: MailLimits.name)
    }
    return IMAPTag.hidden
  }

  /// Whether the first word of a client line is a tag; where the capture may have begun in a
  /// message, words of it could stand there.
  func isTagCredible(_ tag: Span<UInt8>) -> Bool {
    facts.isClientInStep ? IMAPTag.isConventional(tag) : IMAPTag.isUnmistakable(tag)
  }

  /// A command's name as events report it.
  func shownName(_ parts: IMAPCommandLine) -> String {
    if let name = parts.knownName { return name }
    if options.keepsUnknownWords { return parts.upperCasedName }
    return parts.verb == .uid ? "UID ?" : "?"
  }

  /// A mechanism as events report it.
  func shownMechanism(_ name: Span<UInt8>) -> String {
    guard options.keepsUnknownWords || SASLMechanism.isName(name) else { return "?" }
    return String(upperCasingLatin1: name)
  }
}
