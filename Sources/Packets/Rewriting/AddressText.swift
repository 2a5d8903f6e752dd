import Bytes

/// Finds addresses in words, and puts zeros in the places of their digits.
package struct AddressText: Sendable {
  private let addresses: Set<IPAddress>

  /// Knows the addresses that are to be found; others, such as version numbers, stay.
  package init(_ addresses: Set<IPAddress>) { self.addresses = addresses }

  /// Replaces the addresses in a text.
  package func hide(in text: inout [UInt8]) {
    var index = 0
    while index < text.count {
      guard Self.isPart(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, Self.isPart(text[index]) { index += 1 }
      hide(start..<index, in: &text)
    }
  }

  package func hiding(in text: String) -> String {
    var bytes = Array(text.utf8)
    hide(in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func hide(_ run: Range<Int>, in text: inout [UInt8]) {
    // No address is longer than 45 characters (RFC 4291, section 2.2).
    guard run.count >= 2, run.count <= 48 else { return }
    for range in candidates(run, in: text) where isKnown(text[range]) {
      for index in range where text[index] != 0x2e && text[index] != 0x3a { text[index] = 0x30 }
      return
    }
  }

  /// The run, without a full stop or colon at its end, and without the 6 of `IPv6:` before it.
  private func candidates(_ run: Range<Int>, in text: [UInt8]) -> [Range<Int>] {
    var end = run.upperBound
    while end > run.lowerBound, text[end - 1] == 0x2e || text[end - 1] == 0x3a { end -= 1 }
    var candidates = [run, run.lowerBound..<end]
    if let colon = text[run].firstIndex(of: 0x3a), colon < end {
      candidates += [(colon + 1)..<end, run.lowerBound..<colon]
    }
    return candidates.filter { !$0.isEmpty }
  }

  private func isKnown(_ text: ArraySlice<UInt8>) -> Bool {
    guard let address = IPAddress(String(decoding: text, as: UTF8.self)) else { return false }
    return addresses.contains(address)
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
