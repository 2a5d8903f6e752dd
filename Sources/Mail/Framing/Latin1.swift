import Bytes

extension String {
  /// These bytes read as Latin-1, in upper case, at most as many as an event keeps of a name.
  ///
  /// Every byte is a character, so nothing is lost and nothing is replaced.
  init(upperCasingLatin1 bytes: Span<UInt8>) {
    let count = Swift.min(bytes.count, MailLimits.name)
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
}
