import Bytes
import Dispatch

/// Why a signature table could not be read: the line and column, both from 1.
package struct SignatureFileError: Error, Equatable, Sendable, CustomStringConvertible {
  package var line: Int
  package var column: Int
  package var problem: String

  package var description: String { "line \(line), column \(column): \(problem)" }
}

/// Reads signature tables: tab-separated, no quoting, the first line names the columns.
package enum SignatureFile {
  /// The columns, in the order in which they are written; in any order where they are read.
  ///
  /// All but `id`, `where` and `pattern` may be left out.
  package static let columns = [
    "id", "protocol", "family", "versions", "where", "code", "pattern", "causes", "meaning",
    "setting", "default", "source",
  ]
  /// Rows that one table may have.
  package static let rowLimit = 10_000

  package static func parse(_ bytes: [UInt8]) throws(SignatureFileError) -> [Signature] {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let text = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    let names = try header(lines.popFirst() ?? [])
    var signatures: [Signature] = []
    var places: [String: Int] = [:]
    for (offset, line) in lines.enumerated() where !line.allSatisfy({ $0 == UInt8(ascii: "\r") }) {
      let row = SignatureRow(values: fields(of: line), names: names, line: offset + 2)
      guard signatures.count < rowLimit else {
        throw row.failure("id", "more than \(rowLimit) rows")
      }
      let signature = try row.signature()
      if let earlier = places.updateValue(row.line, forKey: signature.id) {
        throw row.failure("id", "the id '\(signature.id)' stands in line \(earlier) already")
      }
      signatures.append(signature)
    }
    return signatures
  }

  private static func header(_ line: ArraySlice<UInt8>) throws(SignatureFileError) -> [String] {
    guard !line.isEmpty else {
      throw SignatureFileError(
        line: 1, column: 1, problem: "empty, expected a line of column names")
    }
    let names = fields(of: line)
    for (index, name) in names.enumerated() {
      let isRepeated = names[..<index].contains(name)
      guard !isRepeated, columns.contains(name) else {
        throw SignatureFileError(
          line: 1, column: column(of: index, in: names),
          problem: isRepeated ? "column '\(name)' comes twice" : "unknown column '\(name)'")
      }
    }
    for required in ["id", "where", "pattern"] where !names.contains(required) {
      throw SignatureFileError(line: 1, column: 1, problem: "column '\(required)' is missing")
    }
    return names
  }

  private static func fields(of line: ArraySlice<UInt8>) -> [String] {
    let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    return text.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where a field begins, counted in bytes from 1.
  static func column(of index: Int, in values: [String]) -> Int {
    values.prefix(index).reduce(1) { $0 + $1.utf8.count + 1 }
  }

  /// A table as a file that `parse` reads.
  package static func text(of signatures: [Signature]) -> String {
    let rows = signatures.map { signature in
      [
        signature.id, signature.protocolName, signature.family, signature.versions,
        signature.place.rawValue, signature.code, signature.patternText,
        signature.causes.map(\.rawValue).joined(separator: ","), signature.meaning,
        signature.setting, signature.defaultValue, signature.source,
      ]
    }
    return ([columns] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }
}

extension SignatureTable {
  /// The table that ships with the program.
  package static let builtIn: SignatureTable = {
    // A test reads the resource; should it ever be broken, no text is known, and none is guessed.
    let rows = try? SignatureFile.parse(PackageResources.signatures_tsv)
    return SignatureTable(rows ?? [])
  }()

  /// Has another thread read the table that ships with the program, for when it is asked for.
  package static func prepare() {
    DispatchQueue.global().async { _ = builtIn }
  }
}
