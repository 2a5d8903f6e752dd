import Bytes

/// Finds the secrets of a connection in what its server says, and replaces them by `***`.
///
/// A secret is found in plain and as base64 at any alignment, letters of either case. Secrets
/// shorter than four bytes are masked only where they stand alone.
struct SecretMask {
  private struct Needle: Equatable {
    var bytes: [UInt8]
    /// Only the secret's beginning is known: whatever follows it goes, too.
    var isPrefix: Bool
  }

  private static let shortest = 4

  /// The forms of each secret, its plain one first; the oldest secret first.
  private var secrets: [[Needle]] = []
  /// A bit for each pair of bytes, hashed, that begins a needle, in any case: most of a text is told
  /// by it to hold no secret.
  private var beginnings = InlineArray<4, UInt64>(repeating: 0)
  /// Whether a secret is a single byte, behind which anything may stand.
  private var hasSingleByte = false

  var isEmpty: Bool { secrets.isEmpty }

  /// Remembers a secret, the oldest giving way when there are `limit`; true when one did.
  ///
  /// `isEncoded` tells that it is base64 already, whose shortest piece of sense is four digits.
  mutating func add(_ secret: [UInt8], isEncoded: Bool, limit: Int) -> Bool {
    guard secret.count >= (isEncoded ? Self.shortest : 1), limit > 0 else { return false }
    let isPrefix = secret.count > MailLimits.secret
    let plain = Needle(bytes: Array(secret.prefix(MailLimits.secret)), isPrefix: isPrefix)
    guard !secrets.contains(where: { $0.first == plain }) else { return false }
    var needles = [plain]
    for alignment in 0..<3 where !isEncoded {
      let digits = Base64.digits(of: plain.bytes, alignment: alignment)
      guard digits.count >= Self.shortest else { continue }
      needles.append(Needle(bytes: digits, isPrefix: isPrefix))
    }
    let isFull = secrets.count >= limit
    if isFull { secrets.removeFirst() }
    secrets.append(needles)
    indexBeginnings()
    return isFull
  }

  private mutating func indexBeginnings() {
    beginnings = InlineArray(repeating: 0)
    hasSingleByte = false
    for needle in secrets.joined() {
      guard needle.bytes.count > 1 else {
        beginnings = InlineArray(repeating: .max)
        hasSingleByte = true
        return
      }
      let place = Self.place(needle.bytes[0], needle.bytes[1])
      beginnings[place >> 6] |= 1 << (place & 63)
    }
  }

  /// A pair of bytes as one of 256 places; the same for both cases of a letter, and of some other
  /// characters.
  @inline(__always)
  private static func place(_ first: UInt8, _ second: UInt8) -> Int {
    Int(((first | 0x20) &* 37) ^ (second | 0x20))
  }

  /// The first `limit` bytes of `text` without the secrets that begin there; nil when none does.
  ///
  /// A text made to let the search take long is cut off where the search is given up.
  func masked(_ text: Span<UInt8>, limit: Int) -> [UInt8]? {
    guard !secrets.isEmpty else { return nil }
    let end = Swift.min(text.count, limit)
    var steps = MailLimits.searchSteps
    var output: [UInt8]?
    var copied = 0
    var index = 0
    while index < end {
      guard mayBegin(text, index), let next = secretEnd(in: text, at: index, &steps) else {
        index += 1
        continue
      }
      var masked = output ?? []
      masked.append(text.extracting(copied..<index))
      masked.append(contentsOf: "***".utf8)
      output = masked
      copied = next
      index = next
    }
    if copied < end { output?.append(text.extracting(copied..<end)) }
    return output
  }

  /// Where secrets stand in `text`.
  ///
  /// From where the search of a text made to let it take long is given up, all counts as secret.
  func ranges(in text: Span<UInt8>) -> [Range<Int>] {
    guard !secrets.isEmpty else { return [] }
    var steps = MailLimits.searchSteps
    var ranges: [Range<Int>] = []
    var index = 0
    while index < text.count {
      guard mayBegin(text, index), let end = secretEnd(in: text, at: index, &steps) else {
        index += 1
        continue
      }
      ranges.append(index..<end)
      index = end
    }
    return ranges
  }

  /// Whether a secret may begin at `index`.
  @inline(__always)
  private func mayBegin(_ text: Span<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < text.count else { return hasSingleByte }
    let place = Self.place(text[index], text[index + 1])
    return beginnings[place >> 6] >> (place & 63) & 1 != 0
  }

  /// The end of the longest secret that begins at `start`; the text's end once `steps` are used up.
  private func secretEnd(in text: Span<UInt8>, at start: Int, _ steps: inout Int) -> Int? {
    var longest: Int?
    for needles in secrets {
      for needle in needles {
        let length = Self.commonPrefix(of: needle.bytes, text, at: start)
        steps -= length + 1
        guard length == needle.bytes.count else { continue }
        let end = needle.isPrefix ? text.count : start + length
        if length < Self.shortest, !Self.standsAlone(start..<end, in: text) { continue }
        longest = Swift.max(longest ?? 0, end)
      }
    }
    return steps < 0 ? text.count : longest
  }

  private static func commonPrefix(of needle: [UInt8], _ text: Span<UInt8>, at start: Int) -> Int {
    let count = Swift.min(needle.count, text.count - start)
    var index = 0
    while index < count, needle[index].upperCased == text[start + index].upperCased { index += 1 }
    return index
  }

  private static func standsAlone(_ range: Range<Int>, in text: Span<UInt8>) -> Bool {
    let before = range.lowerBound > 0 && text[range.lowerBound - 1].isWordCharacter
    let behind = range.upperBound < text.count && text[range.upperBound].isWordCharacter
    return !before && !behind
  }
}
