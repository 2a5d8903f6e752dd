import Bytes

/// A client line split into tag, command and arguments: `tag SP command [SP arguments]`.
struct IMAPCommandLine: ~Escapable {
  let line: Span<UInt8>
  /// The end of the tag: the first space, or the line's end.
  private let tagEnd: Int
  /// The command's first word.
  private let first: Range<Int>
  /// The command's words: two for `UID …`.
  private let name: Range<Int>
  let verb: IMAPVerb
  /// The form in which a specification writes the command; nil for one of none.
  let knownName: String?

  @_lifetime(copy line)
  init(_ line: Span<UInt8>) {
    self.line = line
    tagEnd = line.wordEnd(from: 0)
    let start = Swift.min(tagEnd + 1, line.count)
    first = start..<line.wordEnd(from: start)
    guard let known = IMAPVerb.commands[line, first] else {
      let isExperimental = !first.isEmpty && line[first.lowerBound].upperCased == UInt8(ascii: "X")
      verb = isExperimental ? .experimental : .unknown
      knownName = nil
      name = first
      return
    }
    guard known.verb == .uid else {
      verb = known.verb
      knownName = known.name
      name = first
      return
    }
    let second = Swift.min(first.upperBound + 1, line.count)
    name = first.lowerBound..<line.wordEnd(from: second)
    let joined = IMAPVerb.uidCommands[line, second..<name.upperBound]
    verb = joined?.verb ?? .uid
    knownName = joined?.name
  }

  var hasCommand: Bool { tagEnd < line.count }

  var tag: Span<UInt8> { @_lifetime(copy self) get { line.extracting(0..<tagEnd) } }

  /// The line from the command on.
  var rest: Span<UInt8> { @_lifetime(copy self) get { line.dropping(first.lowerBound) } }

  /// The line behind the command's words.
  var arguments: Span<UInt8> { @_lifetime(copy self) get { line.dropping(name.upperBound) } }

  /// Whether the tag is not empty and holds only what a tag may (RFC 9051, section 9).
  var isTagValid: Bool {
    guard tagEnd > 0 else { return false }
    for index in 0..<tagEnd {
      switch line[index] {
      case 0...0x20, 0x7f...0xff, UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"):
        return false
      case UInt8(ascii: "%"), UInt8(ascii: "*"), UInt8(ascii: "\""): return false
      case UInt8(ascii: "\\"), UInt8(ascii: "+"): return false
      default: break
      }
    }
    return true
  }

  /// Whether the line is a command beyond doubt: a usual tag and a command of a specification.
  var isPlausible: Bool { hasCommand && verb.isKnown && IMAPTag.isConventional(tag) }

  /// The command's words as they stand, in upper case.
  var upperCasedName: String {
    guard verb == .uid else { return String(upperCasingLatin1: line.extracting(name)) }
    let second = Swift.min(first.upperBound + 1, line.count)
    return "UID " + String(upperCasingLatin1: line.extracting(second..<name.upperBound))
  }
}
