// Most facts of most sessions are what they were at the start: those are not written.

extension KeyedEncodingContainer {
  /// Writes a value unless it is the usual one.
  mutating func encode<Value: Encodable & Equatable>(
    _ value: Value, unless usual: Value, _ key: Key
  ) throws {
    if value != usual { try encode(value, forKey: key) }
  }

  /// Writes a list unless it is empty.
  mutating func encode<Element: Encodable>(some list: [Element], _ key: Key) throws {
    if !list.isEmpty { try encode(list, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  /// Replaces a value where another was written.
  func read<Value: Decodable>(_ value: inout Value, _ key: Key) throws {
    if let written = try decodeIfPresent(Value.self, forKey: key) { value = written }
  }

  /// Fills in a value where one was written.
  func read<Value: Decodable>(_ value: inout Value?, _ key: Key) throws {
    value = try decodeIfPresent(Value.self, forKey: key)
  }
}
