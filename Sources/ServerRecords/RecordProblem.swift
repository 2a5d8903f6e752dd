/// Something in a file that could not be read: where, what should stand there, what does.
///
/// It never holds more of the file than a number or a time: logs may hold secrets.
package struct RecordProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// As given on the command line.
  package var file: String
  /// Both from 1; columns are counted in characters.
  package var line: Int
  package var column: Int
  package var expected: String
  package var found: String

  package var description: String {
    "\(file):\(line):\(column): expected \(expected), found \(found)"
  }
}

/// The problems of one file, the first of them in full.
struct ProblemList {
  let file: String
  let limit: Int
  private(set) var told: [RecordProblem] = []
  private(set) var count = 0

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  mutating func add(line: Int, column: Int = 1, expected: String, found: String) {
    count += 1
    guard told.count < limit else { return }
    told.append(
      RecordProblem(file: file, line: line, column: column, expected: expected, found: found))
  }

  /// Those told, and one more that counts the others.
  var all: [RecordProblem] {
    guard count > told.count, let last = told.last else { return told }
    return told + [
      RecordProblem(
        file: file, line: last.line, column: last.column, expected: "no more problems",
        found: "\(count - told.count) more of them further down")
    ]
  }
}
