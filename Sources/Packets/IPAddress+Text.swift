extension IPAddress: CustomStringConvertible {
  /// Dotted decimal for IPv4; the canonical form of RFC 5952 for IPv6.
  @usableFromInline
  package var description: String {
    guard !isIPv4 else { return dotted }
    let groups = self.groups
    guard let zeros = Self.longestZeroRun(groups) else { return Self.text(groups[...]) }
    return Self.text(groups[..<zeros.lowerBound]) + "::" + Self.text(groups[zeros.upperBound...])
  }

  private var dotted: String {
    stride(from: 24, through: 0, by: -8).map { String(low >> UInt64($0) & 0xff) }
      .joined(separator: ".")
  }

  /// The eight 16-bit groups, first one first.
  private var groups: [UInt16] {
    [high, low].flatMap { half in
      [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> UInt64($0)) }
    }
  }

  private static func text(_ groups: ArraySlice<UInt16>) -> String {
    groups.map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The run that "::" stands for: the longest of at least two, of equals the first (RFC 5952, 4.2).
  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var longest = 0..<0
    var start = 0
    for index in groups.indices {
      if groups[index] != 0 { start = index + 1 }
      if index + 1 - start > longest.count { longest = start..<(index + 1) }
    }
    return longest.count >= 2 ? longest : nil
  }
}

extension IPAddress: LosslessStringConvertible {
  /// Reads dotted decimal, or IPv6 in any form of RFC 4291, section 2.2; no zone, no prefix length.
  @usableFromInline
  package init?(_ description: String) {
    if let bits = Self.dottedBits(description) {
      self.init(v4: bits)
      return
    }
    guard let groups = Self.groups(of: description) else { return nil }
    self.init(high: Self.half(groups[..<4]), low: Self.half(groups[4...]))
  }

  private static func half(_ groups: ArraySlice<UInt16>) -> UInt64 {
    groups.reduce(0) { $0 << 16 | UInt64($1) }
  }

  /// Four decimal numbers without leading zeros, which some would read as octal (RFC 6943, 3.1.1).
  private static func dottedBits(_ text: some StringProtocol) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      let isPlain = part.utf8.allSatisfy { (0x30...0x39).contains($0) }
      guard isPlain, part == "0" || part.first != "0", let byte = UInt8(part) else { return nil }
      bits = bits << 8 | UInt32(byte)
    }
    return bits
  }

  /// The eight groups of an IPv6 text.
  private static func groups(of text: String) -> [UInt16]? {
    // No form is longer than six groups and a dotted address; this bounds the work.
    guard text.utf8.count <= 45 else { return nil }
    guard let gap = text.firstRange(of: "::") else {
      let groups = Self.groups(between: text[...], mayEndDotted: true)
      return groups?.count == 8 ? groups : nil
    }
    guard let head = Self.groups(between: text[..<gap.lowerBound], mayEndDotted: false),
      let tail = Self.groups(between: text[gap.upperBound...], mayEndDotted: true),
      head.count + tail.count < 8
    else { return nil }
    return head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  /// The groups on one side of "::"; none for an empty text.
  private static func groups(between text: Substring, mayEndDotted: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if mayEndDotted, index == parts.count - 1, let bits = dottedBits(part) {
        groups.append(UInt16(truncatingIfNeeded: bits >> 16))
        groups.append(UInt16(truncatingIfNeeded: bits))
        continue
      }
      let isHexadecimal = part.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      guard isHexadecimal, part.utf8.count <= 4, let group = UInt16(part, radix: 16) else {
        return nil
      }
      groups.append(group)
    }
    return groups
  }
}
