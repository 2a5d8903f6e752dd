/// Why some bytes could not be decoded: which field, where, and both numbers.
package struct DecodeError: Error, Equatable, Sendable {
  /// What was wrong with the field.
  package enum Problem: Equatable, Sendable {
    case truncated(needed: Int, available: Int)
    case invalid(value: Int, expected: String)
  }

  /// The field's name as its RFC or format description spells it.
  package var field: String
  /// The field's offset in bytes from the start of what was decoded.
  package var offset: Int
  package var problem: Problem

  package init(_ field: String, at offset: Int, _ problem: Problem) {
    self.field = field
    self.offset = offset
    self.problem = problem
  }
}

extension DecodeError: CustomStringConvertible {
  package var description: String {
    switch problem {
    case .truncated(let needed, let available):
      "\(field) at byte \(offset): needs \(needed) bytes, \(available) left"
    case .invalid(let value, let expected):
      "\(field) at byte \(offset): \(value), expected \(expected)"
    }
  }
}
