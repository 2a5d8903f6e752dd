import Bytes

extension String {
  /// These bytes read as Latin-1, in upper case, at most as many as an event keeps of a name.
  ///
  /// Every byte is a character, so nothing is lost and nothing is replaced.
  init(upperCasingLatin1 bytes: Span<UInt8>) {
    var scalars = String.UnicodeScalarView()
    for index in 0..<Swift.min(bytes.count, MailLimits.name) {
      scalars.append(Unicode.Scalar(bytes[index]))
    }
    self = String(scalars).uppercased()
  }
}
