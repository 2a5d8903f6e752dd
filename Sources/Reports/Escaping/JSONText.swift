package import Bytes

/// Wire text as a JSON string value: what is UTF-8 stays, other bytes become `\xNN` in words.
package func jsonString(_ text: WireText) -> String {
  var output = ""
  var bytes = text.bytes[...]
  while !bytes.isEmpty {
    if let (scalar, count) = firstScalar(of: bytes) {
      output.unicodeScalars.append(scalar)
      bytes = bytes.dropFirst(count)
    } else {
      output += "\\x" + hexadecimal(bytes.first ?? 0)
      bytes = bytes.dropFirst()
    }
  }
  return output
}

/// JSON text in ASCII: every other character as `\uNNNN`.
///
/// A JSON file is often looked at in a terminal, where C1 controls and bidirectional marks act.
/// Outside strings JSON is ASCII anyway, so the meaning stays.
func asciiJSON(_ text: String) -> String {
  var output = ""
  for scalar in text.unicodeScalars {
    if scalar.value < 0x7f {
      output.unicodeScalars.append(scalar)
    } else {
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }
  return output
}
