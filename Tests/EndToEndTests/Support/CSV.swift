/// Reads comma-separated values as RFC 4180 has them; nil where they are not.
func csvRecords(_ text: String) -> [[String]]? {
  var records: [[String]] = []
  var record: [String] = []
  var scalars = Array(text.unicodeScalars)[...]
  while !scalars.isEmpty {
    guard scalars.removeFirst() == "\"" else { return nil }
    var field = String.UnicodeScalarView()
    while let next = scalars.popFirst() {
      if next != "\"" {
        field.append(next)
      } else if scalars.first == "\"" {
        field.append(scalars.removeFirst())
      } else {
        break
      }
    }
    record.append(String(field))
    switch scalars.popFirst() {
    case ",": continue
    case "\r":
      guard scalars.popFirst() == "\n" else { return nil }
      records.append(record)
      record = []
    default: return nil
    }
  }
  return record.isEmpty ? records : nil
}
