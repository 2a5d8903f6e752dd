/// Who sent some bytes of a connection.
@frozen @usableFromInline
package enum Side: UInt8, Hashable, Sendable, CaseIterable {
  case client
  case server

  // The one that comes with the raw value compares raw values, through generics.
  @inlinable
  package static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.client, .client), (.server, .server): true
    default: false
    }
  }

  /// The peer of this side.
  @inlinable
  package var other: Side { self == .client ? .server : .client }
}

/// A pair of values, one for each side of a connection.
@frozen @usableFromInline
package struct PerSide<Value> {
  @usableFromInline package var client: Value
  @usableFromInline package var server: Value

  @inlinable
  package init(client: Value, server: Value) {
    self.client = client
    self.server = server
  }

  @inlinable
  package init(both value: Value) { self.init(client: value, server: value) }

  @inlinable
  package subscript(side: Side) -> Value {
    get { side == .client ? client : server }
    _modify {
      if side == .client { yield &client } else { yield &server }
    }
  }
}

extension PerSide: Equatable where Value: Equatable {}
extension PerSide: Sendable where Value: Sendable {}
