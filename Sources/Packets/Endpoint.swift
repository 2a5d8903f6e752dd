/// An address and a TCP port.
@frozen @usableFromInline
package struct Endpoint: Hashable, Comparable, Sendable {
  @usableFromInline package var address: IPAddress
  @usableFromInline package var port: UInt16

  @inlinable
  package init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  @inlinable
  package static func == (left: Self, right: Self) -> Bool {
    left.address == right.address && left.port == right.port
  }

  @inlinable
  package func hash(into hasher: inout Hasher) {
    hasher.combine(address)
    hasher.combine(UInt64(port))
  }

  @inlinable
  package static func < (left: Self, right: Self) -> Bool {
    left.address != right.address ? left.address < right.address : left.port < right.port
  }
}
