/// Who sent some bytes of a connection.
package enum Side: UInt8, Hashable, Sendable, CaseIterable {
  case client
  case server

  /// The peer of this side.
  @inlinable
  package var other: Side { self == .client ? .server : .client }
}

/// A pair of values, one for each side of a connection.
package struct PerSide<Value> {
  package var client: Value
  package var server: Value

  @inlinable
  package init(client: Value, server: Value) {
    self.client = client
    self.server = server
  }

  @inlinable
  package init(both value: Value) { self.init(client: value, server: value) }

  @inlinable
  package subscript(side: Side) -> Value {
    // Lent, not copied: what is asked for is often a small part of a large value.
    _read {
      if side == .client { yield client } else { yield server }
    }
    _modify {
      if side == .client { yield &client } else { yield &server }
    }
  }
}

extension PerSide: Equatable where Value: Equatable {}
extension PerSide: Sendable where Value: Sendable {}
