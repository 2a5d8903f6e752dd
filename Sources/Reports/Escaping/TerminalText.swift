package import Bytes

/// Wire text as a terminal may show it.
///
/// Only printable characters pass; control, format, bidirectional, combining and unassigned ones,
/// and bytes that are not UTF-8, become `\xNN` or `\u{NNNN}`. No line break passes. A character that
/// the limit would cut in two is left out.
package func terminalText(_ text: WireText, limit: Int = 1_024) -> String {
  var output = ""
  var bytes = text.bytes[...]
  let end = bytes.startIndex + min(limit, bytes.count)
  while bytes.startIndex < end {
    if let (scalar, count) = firstScalar(of: bytes) {
      guard bytes.startIndex + count <= end else { break }
      output.unicodeScalars.append(contentsOf: terminalScalars(scalar))
      bytes = bytes.dropFirst(count)
    } else {
      output += "\\x" + hexadecimal(bytes.first ?? 0)
      bytes = bytes.dropFirst()
    }
  }
  let missing = text.wireCount - min(limit, text.bytes.count)
  return missing > 0 ? output + "… (\(text.wireCount) bytes)" : output
}

/// A string of ours or from a file name, as a terminal may show it.
package func terminalText(_ text: String) -> String {
  String(String.UnicodeScalarView(text.unicodeScalars.flatMap(terminalScalars)))
}

/// The first UTF-8 character of some bytes and how many bytes it takes; nil when malformed.
func firstScalar(of bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
  var decoder = Unicode.UTF8.ForwardParser()
  var iterator = bytes.makeIterator()
  guard case .valid(let encoded) = decoder.parseScalar(from: &iterator) else { return nil }
  return (Unicode.UTF8.decode(encoded), encoded.count)
}

func hexadecimal(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return digits.count == 1 ? "0" + digits : digits
}

private func terminalScalars(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  if isPrintable(scalar) { return [scalar] }
  let escape =
    scalar.value < 0x100
    ? "\\x" + hexadecimal(UInt8(scalar.value)) : "\\u{" + String(scalar.value, radix: 16) + "}"
  return Array(escape.unicodeScalars)
}

private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return (0x20...0x7e).contains(scalar.value) }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter,
    .decimalNumber, .letterNumber, .otherNumber, .dashPunctuation, .openPunctuation,
    .closePunctuation, .initialPunctuation, .finalPunctuation, .connectorPunctuation,
    .otherPunctuation, .mathSymbol, .currencySymbol, .otherSymbol:
    return !scalar.properties.isDefaultIgnorableCodePoint
  default: return false
  }
}
