/// The values that an event's words hold, in whichever language the words are.
///
/// Inserted values stay as they are in every language: names in quotes, the limit in digits, an
/// address.
struct EventMessage {
  var name = ""
  var type = ""
  var address: String?
  var limit: Int?

  /// Bytes of a message that are looked at.
  private static let reach = 4_096

  init(_ row: EventRow, kind: EventKind) {
    if !row.values.isEmpty { take(row.values.prefix(16).map { $0.prefix(Self.reach).trimmed }) }
    if limit == nil { read(row.message.prefix(Self.reach), kind: kind) }
  }

  /// The inserted values in their order: a name first, then number, address or type.
  private mutating func take(_ values: [ArraySlice<UInt8>]) {
    for (index, value) in values.enumerated() {
      if index == 0 {
        name = value.text(limit: 1_024)
      } else if let number = value.number {
        limit = limit ?? number
      } else if Self.isAddress(value) {
        address = address ?? value.text(limit: 64)
      } else if type.isEmpty {
        type = value.text(limit: 64)
      }
    }
  }

  private mutating func read(_ message: ArraySlice<UInt8>, kind: EventKind) {
    let parts = QuotedParts(message)
    limit = parts.plainNumber ?? parts.quoted.lazy.compactMap(\.number).first
    switch kind {
    case .sessionLimit:
      name = parts.quoted.first?.text(limit: 1_024) ?? ""
      type = parts.quoted.count > 1 ? parts.quoted.last?.text(limit: 64) ?? "" : ""
    case .userLimit:
      name = Self.between("user ", " exceeded", in: message)
    case .connectorRefusal:
      let quoted = parts.quoted.first { $0.number == nil && !Self.isAddress($0) }
      name = quoted?.text(limit: 1_024) ?? Self.between("connector ", " rejected", in: message)
      address = Self.address(in: message)
    }
  }

  /// What stands between two English words; empty where they are missing.
  private static func between(
    _ start: StaticWord, _ end: StaticWord, in message: ArraySlice<UInt8>
  ) -> String {
    guard let open = message.firstIndex(ofWord: start) else { return "" }
    let rest = message[(open + start.bytes.count)...]
    guard let close = rest.firstIndex(ofWord: end) else { return "" }
    return rest[..<close].trimmed.text(limit: 1_024)
  }

  private static func address(in message: ArraySlice<UInt8>) -> String? {
    message.split { !isAddressByte($0) }.lazy
      .map { part in
        var part = part
        while part.last == UInt8(ascii: ".") { part.removeLast() }
        return part
      }.first(where: isAddress)?.text(limit: 64)
  }

  private static func isAddressByte(_ byte: UInt8) -> Bool {
    byte.isDigit || (0x61...0x66).contains(byte.lowered) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: ":")
  }

  /// Whether it has the shape of an address; whether it is one, who uses it finds out.
  private static func isAddress(_ value: ArraySlice<UInt8>) -> Bool {
    guard value.count <= 45, value.allSatisfy(isAddressByte) else { return false }
    let dots = value.count { $0 == UInt8(ascii: ".") }
    return dots == 3 || value.count { $0 == UInt8(ascii: ":") } >= 2
  }
}

/// A message taken apart: what stands in quotes, and the first number that stands alone outside.
struct QuotedParts {
  private(set) var quoted: [ArraySlice<UInt8>] = []
  private(set) var plainNumber: Int?

  init(_ message: ArraySlice<UInt8>) {
    var index = message.startIndex
    while index < message.endIndex {
      guard let mark = Self.quote(at: index, in: message) else {
        index = number(at: index, in: message)
        continue
      }
      let inside = message[(index + mark.length)...]
      guard let end = Self.close(of: mark.closing, in: inside), quoted.count < 8 else {
        index += mark.length
        continue
      }
      quoted.append(inside[..<end])
      index = end + mark.closing.count
    }
  }

  /// A quotation mark that opens: straight, typographic, or single (not an apostrophe in a word).
  private static func quote(
    at index: Int, in message: ArraySlice<UInt8>
  ) -> (length: Int, closing: [UInt8])? {
    let rest = message[index...]
    if rest.first == UInt8(ascii: "\"") { return (1, [UInt8(ascii: "\"")]) }
    if rest.starts(with: [0xe2, 0x80, 0x9c]) { return (3, [0xe2, 0x80, 0x9d]) }
    let isInWord = index > message.startIndex && message[index - 1].isLetter
    return rest.first == UInt8(ascii: "'") && !isInWord ? (1, [UInt8(ascii: "'")]) : nil
  }

  private static func close(of mark: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    // Names are short: a mark that is never closed costs no more than this.
    let near = text.prefix(1_024)
    return near.indices.first { near[$0] == mark[0] && near[$0...].starts(with: mark) }
  }

  /// Takes a number that stands alone, and returns where to go on.
  private mutating func number(at index: Int, in message: ArraySlice<UInt8>) -> Int {
    guard message[index].isDigit else { return index + 1 }
    let digits = message[index...].prefix(while: \.isDigit)
    let before = index > message.startIndex ? message[index - 1] : 0x20
    let after = digits.endIndex < message.endIndex ? message[digits.endIndex] : 0x20
    let following = digits.endIndex + 1 < message.endIndex ? message[digits.endIndex + 1] : 0x20
    let isPartOfMore =
      before.isLetter || ".:/=-".utf8.contains(before) || after.isLetter
      || (".:/=-".utf8.contains(after) && following > 0x20)
    if !isPartOfMore, plainNumber == nil { plainNumber = digits.number }
    return digits.endIndex
  }
}
