import Bytes

/// Files that are often taken for captures, recognised to say what to do with them.
enum ForeignFormat {
  /// Bytes that are enough to recognise any of them.
  static let longestMagic = 12

  private static let known: [(magic: [UInt8], words: String)] = [
    (Array("snoop\0\0\0".utf8), "a Solaris snoop file; editcap -F pcapng converts it"),
    (Array("GMBU".utf8), "a Network Monitor file; editcap -F pcapng converts it"),
    (Array("RTSS".utf8), "a Network Monitor file; editcap -F pcapng converts it"),
    (Array("TRSNIFF data".utf8), "a Sniffer file; editcap -F pcapng converts it"),
    (Array("PK\u{3}\u{4}".utf8), "a ZIP archive; unpack it first"),
    (Array("BZh".utf8), "a bzip2 file; unpack it first"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz file; unpack it first"),
    ([0x28, 0xb5, 0x2f, 0xfd], "a Zstandard file; unpack it first"),
    ([0x04, 0x22, 0x4d, 0x18], "an LZ4 file; unpack it first"),
    ([0x1f, 0x8b], "gzip inside gzip; unpack it first"),
  ]

  /// What a file that starts with these bytes is; its first bytes where nobody knows.
  static func words(for bytes: Span<UInt8>) -> String {
    let beginning = bytes.extracting(first: min(longestMagic, bytes.count)).copy()
    if let format = known.first(where: { beginning.starts(with: $0.magic) }) {
      return format.words
    }
    if beginning.allSatisfy({ (0x20...0x7e).contains($0) || (0x09...0x0d).contains($0) }) {
      return "text"
    }
    let shown = beginning.prefix(4).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 0xf, radix: 16)
    }
    return "first bytes " + shown.joined(separator: " ")
  }
}
