import Bytes

extension String {
  /// These bytes read as Latin-1, in upper case, at most as many as an event keeps of a name.
  ///
  /// Every byte is a character, so nothing is lost and nothing is replaced.
  init(upperCasingLatin1 bytes: Span<UInt8>) {
    let count = Swift.min(bytes.count, MailLimits.name)
    if let text = String(upperCaseASCII: bytes.extracting(0..<count)) {
      self = text
      return
    }
    // Nearly always ASCII, which needs no tables.
    var letters: [UInt8] = []
    letters.reserveCapacity(count)
    while letters.count < count, bytes[letters.count] < 0x80 {
      letters.append(bytes[letters.count].upperCased)
    }
    guard letters.count < count else {
      self.init(decoding: letters, as: UTF8.self)
      return
    }
    var scalars = String.UnicodeScalarView()
    for index in 0..<count {
      scalars.append(Unicode.Scalar(bytes[index]))
    }
    self = String(scalars).uppercased()
  }

  /// These bytes, if they are ASCII without lower-case letters, as most names on the wire are.
  private init?(upperCaseASCII bytes: Span<UInt8>) {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x80 || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") { return nil }
    }
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    self.init(copying: text)
  }
}
