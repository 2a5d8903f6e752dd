extension Span where Element == UInt8 {
  /// A copy of these bytes that may outlive them.
  package func copy() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: count) { output in
      for index in indices { output.append(self[index]) }
    }
    return bytes
  }

  /// Whether these bytes are exactly `other`.
  package func isEqual(to other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    for index in indices where self[index] != other[index] { return false }
    return true
  }

  /// The offset of the first `byte` at or after `start`.
  package func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }
}
