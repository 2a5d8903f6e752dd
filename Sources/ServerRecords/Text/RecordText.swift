/// A file's text as UTF-8, whatever PowerShell or Event Viewer wrote it in.
enum RecordText {
  /// Bytes from which UTF-16 without a mark is guessed.
  private static let sample = 512

  /// UTF-16 becomes UTF-8; a byte-order mark goes; other bytes stay as they are.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return Array(bytes[3...]) }
    if bytes.starts(with: [0xff, 0xfe]) { return transcoded(bytes[2...], isLittle: true) }
    if bytes.starts(with: [0xfe, 0xff]) { return transcoded(bytes[2...], isLittle: false) }
    return isUTF16(bytes) ? transcoded(bytes[...], isLittle: true) : bytes
  }

  /// Text of these files is mostly ASCII: in UTF-16LE every other byte is then zero.
  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(sample)
    guard head.count >= 4 else { return false }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in head.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    return zeros.odd * 4 > head.count && zeros.even * 8 < zeros.odd
  }

  private static func transcoded(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isLittle ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
