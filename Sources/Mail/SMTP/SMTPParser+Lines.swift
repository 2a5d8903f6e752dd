import Bytes

extension SMTPParser {
  /// Reports a whole line in a form that may be shown.
  mutating func show(
    _ line: Span<UInt8>, from side: Side, isFragment: Bool, _ events: (MailEvent) -> Void
  ) {
    let shown: ShownLine
    if isFragment {
      shown = ShownLine("fragment", count: line.count)
    } else {
      shown = side.isClient ? shownClientLine(line) : shownServerLine(line)
    }
    events(.line(side, shown.text))
  }

  private func shownClientLine(_ line: Span<UInt8>) -> ShownLine {
    let parts = SMTPCommandLine(line)
    if facts.isSigningIn || (facts.isSigningInUnseen && parts?.verb == nil) {
      let isCancelled = line.count == 1 && line[0] == UInt8(ascii: "*")
      return isCancelled ? ShownLine("*") : ShownLine("SASL response", count: line.count)
    }
    guard let parts, let verb = parts.verb else {
      return ShownLine("unrecognised line", count: line.count)
    }
    var shown = ShownLine(verb.rawValue)
    let arguments = parts.arguments
    guard !arguments.isEmpty else { return shown }
    shown.append(" ")
    switch verb {
    case .ehlo, .helo, .lhlo, .mail, .rcpt, .bdat, .etrn:
      shown.append(signIns.text(arguments))
    case .auth:
      shown.append(shownMechanism(parts.mechanism))
      guard let response = parts.initialResponse else { return shown }
      shown.append(" ")
      shown.append(count: response.count, of: "initial response, ")
    case .burl:
      shown.append("***")
    default:
      shown.append(count: arguments.count)
    }
    return shown
  }

  private func shownServerLine(_ line: Span<UInt8>) -> ShownLine {
    guard let parts = SMTPReplyLine(line) else {
      return ShownLine("unrecognised line", count: line.count)
    }
    let text = line.dropping(parts.textStart)
    var shown = ShownLine()
    shown.append(line.extracting(0..<parts.textStart))
    let safe = signIns.text(text)
    shown.append(
      parts.code == 334 ? ShownLine.challenge(text, shown: safe, isDialogue: true) : safe)
    return shown
  }
}
