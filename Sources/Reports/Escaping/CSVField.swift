/// A field of a CSV line (RFC 4180): always quoted, and never a formula to a spreadsheet.
///
/// A field that begins with `=`, `+`, `-`, `@` (full-width ones too), tab or carriage return gets an
/// apostrophe before it, as spreadsheets would run it otherwise.
package func csvField(_ text: String) -> String {
  let trimmed = text.drop { $0 == " " }
  let isFormula =
    trimmed.unicodeScalars.first.map { "=+-@\t\r＝＋－＠".unicodeScalars.contains($0) } ?? false
  var field = isFormula ? "\"'" : "\""
  for character in text {
    field += character == "\"" ? "\"\"" : String(character)
  }
  return field + "\""
}
