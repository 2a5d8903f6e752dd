/// Names a connection of a `ConnectionTable`.
package struct ConnectionID: Hashable, Sendable {
  /// A dense index, below `StreamLimits.connections`; used again after `StreamEvent.closed`.
  package var slot: Int
  /// Counts the connections from 0 in the order in which they were opened; never used again.
  package var serial: Int

  package init(slot: Int, serial: Int) {
    self.slot = slot
    self.serial = serial
  }
}
