/// What is wrong in a configuration file, and where.
package struct ConfigurationProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// From 1; nil where the whole file is meant.
  package var line: Int?
  package var column: Int?
  package var message: String

  package init(line: Int? = nil, column: Int? = nil, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String {
    guard let line, let column else { return message }
    return "line \(line), column \(column): \(message)"
  }
}
