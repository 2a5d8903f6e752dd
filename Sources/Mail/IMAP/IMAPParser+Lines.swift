import Bytes

extension IMAPParser {
  /// Reports a whole line in a form that may be shown.
  mutating func show(
    _ line: Span<UInt8>, from side: Side, isFragment: Bool, _ events: (MailEvent) -> Void
  ) {
    let shown: ShownLine
    if side.isClient ? command != nil : response != nil {
      shown = ShownLine("continuation", count: line.count)
    } else if isFragment {
      shown = ShownLine("fragment", count: line.count)
    } else {
      shown = side.isClient ? shownClientLine(line) : shownServerLine(line)
    }
    events(.line(side, shown.text))
  }

  private func shownClientLine(_ line: Span<UInt8>) -> ShownLine {
    let parts = IMAPCommandLine(line)
    switch dialogue {
    case .idle where line.isEqual(ignoringCase: "DONE"): return ShownLine("DONE")
    case .sasl where !(options.oneSided && parts.isPlausible):
      let isCancelled = line.count == 1 && line[0] == UInt8(ascii: "*")
      return isCancelled ? ShownLine("*") : ShownLine("SASL response", count: line.count)
    default: break
    }
    guard let name = parts.knownName, parts.hasCommand,
      facts.isClientInStep || isTagCredible(parts.tag)
    else { return ShownLine("unrecognised line", count: line.count) }
    var shown = ShownLine()
    shown.append(shownTag(parts))
    shown.append(" \(name)")
    appendArguments(parts, to: &shown)
    return shown
  }

  private func appendArguments(_ parts: IMAPCommandLine, to shown: inout ShownLine) {
    let arguments = parts.arguments
    guard !arguments.isEmpty else { return }
    switch parts.verb {
    case .login:
      appendLogin(arguments, to: &shown)
    case .authenticate:
      if let mechanism = parts.rest.word(1) { shown.append(" \(shownMechanism(mechanism))") }
      guard let response = parts.rest.word(2) else { return }
      shown.append(" ")
      shown.append(count: response.count, of: "initial response, ")
    case .discreet:
      let end = LiteralSize(endOf: arguments)?.start ?? arguments.count
      shown.append(" ")
      shown.append(count: Swift.max(0, end - 1))
      if end < arguments.count { shown.append(" ") }
      shown.append(arguments.dropping(end))
    default:
      shown.append(signIns.text(arguments))
    }
  }

  /// The user's name; three stars for the password.
  private func appendLogin(_ arguments: Span<UInt8>, to shown: inout ShownLine) {
    let end = LiteralSize(endOf: arguments)?.start ?? arguments.count
    var login = LoginArguments()
    login.read(arguments)
    if let user = login.user {
      shown.append(" ")
      shown.append(user.span.extracting(0..<Swift.min(user.count, MailLimits.name)))
    }
    if login.password != nil { shown.append(" ***") }
    guard end < arguments.count else { return }
    shown.append(" ")
    shown.append(arguments.dropping(end))
  }

  private func shownServerLine(_ line: Span<UInt8>) -> ShownLine {
    if line.hasPrefix("* ") {
      return IMAPStatusWord(line, at: 2) == nil ? shownData(line) : shownStatus(line)
    }
    if !line.isEmpty, line[0] == UInt8(ascii: "+"), line.count == 1 || line[1] == .space {
      return shownContinuation(line)
    }
    return shownTagged(line)
  }

  private func shownStatus(_ line: Span<UInt8>) -> ShownLine {
    guard isCredible(status: line) else { return ShownLine("fragment", count: line.count) }
    var shown = ShownLine()
    shown.append(signIns.text(line))
    return shown
  }

  private func shownData(_ line: Span<UInt8>) -> ShownLine {
    guard let parts = IMAPUntaggedLine(line), let known = IMAPResponseName.all[line, parts.name],
      facts.isServerInStep
        || (parts.number != nil && line.hasPrefix(known.name, at: parts.name.lowerBound))
    else { return ShownLine("unrecognised line", count: line.count) }
    var shown = ShownLine("* ")
    if let number = parts.number {
      shown.append(line.extracting(number))
      shown.append(" ")
    }
    shown.append(known.name)
    let data = line.dropping(parts.name.upperBound)
    if known.isOpen {
      shown.append(signIns.text(data))
    } else {
      let literal = LiteralSize(endOf: line).flatMap { DecimalNumber.read(line, $0.digits) } ?? 0
      var count = Swift.max(0, data.count - 1)
      count.addSaturating(literal)
      shown.append(" ")
      shown.append(count: count)
    }
    return shown
  }

  private func shownContinuation(_ line: Span<UInt8>) -> ShownLine {
    guard line.count > 2 else { return ShownLine("+") }
    guard facts.isServerInStep else { return ShownLine("fragment", count: line.count) }
    let payload = line.dropping(2)
    var shown = ShownLine("+ ")
    let text = signIns.text(payload)
    shown.append(ShownLine.challenge(payload, shown: text, isDialogue: dialogue == .sasl))
    return shown
  }

  private func shownTagged(_ line: Span<UInt8>) -> ShownLine {
    let tag = line.extracting(0..<line.wordEnd(from: 0))
    guard tag.count < line.count, IMAPStatusWord(line, at: tag.count + 1) != nil else {
      return ShownLine("unrecognised line", count: line.count)
    }
    let entry = tags[TagKey(tag)]
    guard entry != nil || facts.isServerInStep || IMAPTag.isUnmistakable(tag) else {
      return ShownLine("fragment", count: line.count)
    }
    let isConventional = IMAPTag.isConventional(tag)
    var shown = ShownLine()
    shown.append(entry?.tag ?? (isConventional ? WireText(tag, limit: 12) : IMAPTag.hidden))
    shown.append(signIns.text(line.dropping(tag.count)))
    return shown
  }
}
