/// A row of a signature table that is being read.
struct SignatureRow {
  var values: [String]
  /// The columns' names, as the first line gives them.
  var names: [String]
  var line: Int

  func signature() throws(SignatureFileError) -> Signature {
    guard values.count <= names.count else {
      throw SignatureFileError(
        line: line, column: SignatureFile.column(of: names.count, in: values),
        problem: "\(values.count) fields, expected at most \(names.count)")
    }
    try refuseControls()
    guard !value("id").isEmpty else { throw failure("id", "the id is empty") }
    guard let place = Signature.Place(rawValue: value("where")) else {
      throw failure("where", "unknown place '\(value("where"))'")
    }
    guard !value("pattern").isEmpty else { throw failure("pattern", "the pattern is empty") }
    guard ["", "imap", "smtp"].contains(value("protocol")) else {
      throw failure("protocol", "unknown protocol '\(value("protocol"))'")
    }
    return Signature(
      id: value("id"), protocolName: value("protocol"), family: value("family"),
      versions: value("versions"), place: place, code: value("code"),
      pattern: SignaturePattern(value("pattern")), patternText: value("pattern"),
      causes: try causes(), meaning: value("meaning"), setting: value("setting"),
      defaultValue: value("default"), source: value("source"))
  }

  /// Control characters are in no server's words, and would act on a terminal that shows the table.
  private func refuseControls() throws(SignatureFileError) {
    for (index, value) in values.enumerated() {
      var offset = 0
      for scalar in value.unicodeScalars {
        guard scalar.properties.generalCategory != .control else {
          throw SignatureFileError(
            line: line, column: SignatureFile.column(of: index, in: values) + offset,
            problem: "a control character")
        }
        offset += scalar.utf8.count
      }
    }
  }

  /// The causes between commas, each of the closed list.
  private func causes() throws(SignatureFileError) -> [Cause] {
    var causes: [Cause] = []
    var offset = 0
    let words = value("causes").split(separator: ",", omittingEmptySubsequences: false)
    for word in words where words != [""] {
      let name = String(word.drop { $0 == " " })
      guard let cause = Cause(rawValue: name) else {
        let skipped = word.utf8.count - name.utf8.count
        throw failure("causes", "unknown cause '\(name)'", at: offset + skipped)
      }
      causes.append(cause)
      offset += word.utf8.count + 1
    }
    return causes
  }

  private func value(_ name: String) -> String {
    guard let index = names.firstIndex(of: name), index < values.count else { return "" }
    return values[index]
  }

  /// What is wrong with the field of this column, `offset` bytes behind its beginning.
  func failure(_ name: String, _ problem: String, at offset: Int = 0) -> SignatureFileError {
    let index = names.firstIndex(of: name) ?? 0
    return SignatureFileError(
      line: line, column: SignatureFile.column(of: index, in: values) + offset, problem: problem)
  }
}
