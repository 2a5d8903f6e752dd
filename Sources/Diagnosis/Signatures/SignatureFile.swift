import Bytes

/// Why a signature table could not be read: the line and column, both from 1.
package struct SignatureFileError: Error, Equatable, Sendable, CustomStringConvertible {
  package var line: Int
  package var column: Int
  package var problem: String

  package var description: String { "line \(line), column \(column): \(problem)" }
}

/// Reads signature tables: tab-separated, no quoting, the first line names the columns.
package enum SignatureFile {
  /// The columns, in any order; all but `id`, `where` and `pattern` may be left out.
  private static let columns: Set<String> = [
    "id", "protocol", "family", "versions", "where", "code", "pattern", "causes", "meaning",
    "setting", "default", "source",
  ]

  package static func parse(_ bytes: [UInt8]) throws(SignatureFileError) -> [Signature] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst() else {
      throw SignatureFileError(
        line: 1, column: 1, problem: "empty, expected a line of column names")
    }
    let names = fields(of: first)
    for (index, name) in names.enumerated() where !columns.contains(name) {
      throw SignatureFileError(
        line: 1, column: column(of: index, in: names), problem: "unknown column '\(name)'")
    }
    for required in ["id", "where", "pattern"] where !names.contains(required) {
      throw SignatureFileError(line: 1, column: 1, problem: "column '\(required)' is missing")
    }
    var signatures: [Signature] = []
    for (offset, line) in lines.enumerated() where !line.allSatisfy({ $0 == UInt8(ascii: "\r") }) {
      signatures.append(try signature(fields(of: line), named: names, line: offset + 2))
    }
    return signatures
  }

  private static func signature(
    _ values: [String], named names: [String], line: Int
  ) throws(SignatureFileError) -> Signature {
    guard values.count <= names.count else {
      throw SignatureFileError(
        line: line, column: column(of: names.count, in: values),
        problem: "\(values.count) fields, expected at most \(names.count)")
    }
    func value(_ name: String) -> String {
      guard let index = names.firstIndex(of: name), index < values.count else { return "" }
      return values[index]
    }
    func failure(_ name: String, _ problem: String) -> SignatureFileError {
      let index = names.firstIndex(of: name) ?? 0
      return SignatureFileError(
        line: line, column: column(of: index, in: values), problem: problem)
    }
    guard let place = Signature.Place(rawValue: value("where")) else {
      throw failure("where", "unknown place '\(value("where"))'")
    }
    guard !value("pattern").isEmpty else { throw failure("pattern", "the pattern is empty") }
    var causes: [Cause] = []
    for word in value("causes").split(separator: ",") {
      guard let cause = Cause(rawValue: String(word)) else {
        throw failure("causes", "unknown cause '\(word)'")
      }
      causes.append(cause)
    }
    return Signature(
      id: value("id"), protocolName: value("protocol"), family: value("family"),
      versions: value("versions"), place: place, code: value("code"),
      pattern: SignaturePattern(value("pattern")), patternText: value("pattern"), causes: causes,
      meaning: value("meaning"),
      setting: value("setting"), defaultValue: value("default"), source: value("source"))
  }

  private static func fields(of line: ArraySlice<UInt8>) -> [String] {
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return text.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private static func column(of index: Int, in values: [String]) -> Int {
    values.prefix(index).reduce(1) { $0 + $1.utf8.count + 1 }
  }
}

extension SignatureTable {
  /// The table that ships with the program.
  package static let builtIn: SignatureTable = {
    // A test reads the resource; should it ever be broken, no text is known, and none is guessed.
    let rows = try? SignatureFile.parse(PackageResources.signatures_tsv)
    return SignatureTable(rows ?? [])
  }()
}
