/// Walks over XML, tag by tag, with what event exports need of it.
///
/// A document type ends the walk: nothing here needs one, and no entity but the five that XML
/// itself has is ever put in. Depth is counted, not built up, so that no nesting costs more than its
/// bytes.
struct XMLScanner {
  enum Token {
    /// A start tag; `isEmpty` for one that ends itself.
    case start(name: ArraySlice<UInt8>, attributes: ArraySlice<UInt8>, isEmpty: Bool)
    case end(name: ArraySlice<UInt8>)
    case text(ArraySlice<UInt8>)
    /// What may not stand here; nothing follows.
    case fault(expected: String, found: String)
  }

  private let text: [UInt8]
  private(set) var position = 0
  private(set) var line = 1
  private var lineStart = 0
  private var isOver = false

  init(_ text: [UInt8]) { self.text = text }

  /// The column of the next token, in bytes from 1.
  var column: Int { position - lineStart + 1 }

  mutating func next() -> Token? {
    while !isOver, position < text.count {
      guard text[position] == UInt8(ascii: "<") else { return characters() }
      let rest = text[position...].prefix(9)
      if rest.starts(with: Array("<!--".utf8)) {
        guard skip(through: "-->") else { return fail("the end of a comment") }
      } else if rest.starts(with: Array("<![CDATA[".utf8)) {
        return section()
      } else if rest.starts(with: Array("<?".utf8)) {
        guard skip(through: "?>") else { return fail("the end of an instruction") }
      } else if rest.starts(with: Array("<!".utf8)) {
        isOver = true
        return .fault(expected: "elements", found: "a document type, which is not read")
      } else {
        return tag()
      }
    }
    return nil
  }

  private mutating func characters() -> Token {
    let start = position
    advance(to: text[start...].firstIndex(of: UInt8(ascii: "<")) ?? text.count)
    return .text(text[start..<position])
  }

  private mutating func section() -> Token {
    let start = position + 9
    guard skip(through: "]]>") else { return fail("the end of a CDATA section") }
    return .text(text[start..<(position - 3)])
  }

  private mutating func tag() -> Token {
    let start = position + 1
    guard let end = tagEnd(from: start) else { return fail("the end of a tag") }
    let inside = text[start..<end]
    advance(to: end + 1)
    if inside.first == UInt8(ascii: "/") { return .end(name: inside.dropFirst().trimmed) }
    let isEmpty = inside.last == UInt8(ascii: "/")
    let content = isEmpty ? inside.dropLast() : inside
    let name = content.prefix { $0 > 0x20 }
    return .start(
      name: name, attributes: content[name.endIndex...], isEmpty: isEmpty)
  }

  /// Where a tag's `>` is: not the one inside a quoted attribute.
  private func tagEnd(from start: Int) -> Int? {
    var quote: UInt8?
    for index in start..<text.count {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
    }
    return nil
  }

  private mutating func skip(through mark: StaticWord) -> Bool {
    guard let found = text[position...].firstIndex(ofWord: mark) else { return false }
    advance(to: found + mark.bytes.count)
    return true
  }

  private mutating func fail(_ expected: String) -> Token {
    isOver = true
    return .fault(expected: expected, found: "the file's end")
  }

  private mutating func advance(to end: Int) {
    for index in position..<end where text[index] == 0x0a {
      line += 1
      lineStart = index + 1
    }
    position = end
  }

  /// An attribute's value; nil where it is missing.
  static func attribute(_ name: StaticWord, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let found = text.firstIndex(ofWord: name) else { return nil }
    let rest = text[(found + name.bytes.count)...].drop { $0 <= 0x20 || $0 == UInt8(ascii: "=") }
    guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    return unescaped(rest.dropFirst().prefix { $0 != quote })
  }

  /// Text with XML's own five entities and numbers put in; others stay as they are.
  static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard text.contains(UInt8(ascii: "&")) else { return text }
    var output: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let character = character(rest[(rest.startIndex + 1)..<end])
      {
        output += character
        rest = rest[(end + 1)...]
      } else {
        output.append(byte)
        rest = rest.dropFirst()
      }
    }
    return output[...]
  }

  private static func character(_ entity: ArraySlice<UInt8>) -> [UInt8]? {
    switch entity.text(limit: 12) {
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "amp": return [UInt8(ascii: "&")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    guard entity.first == UInt8(ascii: "#") else { return nil }
    let digits = entity.dropFirst()
    let isHexadecimal = digits.first?.lowered == UInt8(ascii: "x")
    let number = String(decoding: isHexadecimal ? digits.dropFirst() : digits, as: UTF8.self)
    guard let value = UInt32(number, radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return Array(String(scalar).utf8)
  }
}
