import Bytes

/// Goes through ASN.1 elements in distinguished encoding (X.690) one after the other.
///
/// Everything that is cut off or too long ends it; it goes only as deep as its caller.
struct DERReader {
  struct Element: Equatable {
    var tag: UInt8
    var content: ArraySlice<UInt8>
  }

  enum Tag {
    static let integer: UInt8 = 0x02
    static let objectIdentifier: UInt8 = 0x06
    static let octets: UInt8 = 0x04
    static let utcTime: UInt8 = 0x17
    static let generalizedTime: UInt8 = 0x18
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
    /// `[0]` and `[3]`, explicit, of a certificate's body (RFC 5280, section 4.1).
    static let version: UInt8 = 0xa0
    static let extensions: UInt8 = 0xa3
    /// `[2]` and `[7]`, implicit, of a subject's other names (RFC 5280, section 4.2.1.6).
    static let dnsName: UInt8 = 0x82
    static let address: UInt8 = 0x87
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next element; nil at the end, and where it is malformed.
  mutating func next() -> Element? {
    guard let tag = rest.first, tag & 0x1f != 0x1f, let first = rest.dropFirst().first else {
      return nil
    }
    var body = rest.dropFirst(2)
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7f)
      guard (1...4).contains(count), body.count >= count else { return nil }
      length = body.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      body = body.dropFirst(count)
    }
    guard length <= body.count else { return nil }
    rest = body.dropFirst(length)
    return Element(tag: tag, content: body.prefix(length))
  }

  /// The next element if it has this tag; else nothing is read.
  mutating func next(_ tag: UInt8) -> Element? {
    guard rest.first == tag else { return nil }
    return next()
  }
}
