// How values that sessions are full of are kept: as short as JSON allows, not as it reads best.

/// A number of nanoseconds.
extension Timestamp: Codable {
  @usableFromInline
  package init(from decoder: any Decoder) throws {
    self.init(nanoseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  @usableFromInline
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}

/// A number of nanoseconds.
extension Interval: Codable {
  @usableFromInline
  package init(from decoder: any Decoder) throws {
    self.init(nanoseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  @usableFromInline
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}

/// A list of frame and time.
extension Stamp: Codable {
  @usableFromInline
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(frame: try list.decode(Int.self), time: try list.decode(Timestamp.self))
  }

  @usableFromInline
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(frame)
    try list.encode(time)
  }
}

extension Side: Codable {}

extension PerSide: Encodable where Value: Encodable {
  /// A list of the client's value and the server's.
  @usableFromInline
  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(client)
    try list.encode(server)
  }
}

extension PerSide: Decodable where Value: Decodable {
  @usableFromInline
  package init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    self.init(client: try list.decode(Value.self), server: try list.decode(Value.self))
  }
}

/// A string where it is whole and UTF-8; else a list: a string with a character for each byte, and
/// how many bytes stood on the wire.
extension WireText: Codable {
  package init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.init(text)
      return
    }
    var list = try decoder.unkeyedContainer()
    let characters = try list.decode(String.self).unicodeScalars
    self.init(
      characters.map { UInt8(truncatingIfNeeded: $0.value) }, wireCount: try list.decode(Int.self))
  }

  package func encode(to encoder: any Encoder) throws {
    if wireCount == bytes.count, let text = String(validating: bytes, as: UTF8.self) {
      var container = encoder.singleValueContainer()
      try container.encode(text)
      return
    }
    var list = encoder.unkeyedContainer()
    try list.encode(
      String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) })))
    try list.encode(wireCount)
  }
}
