package import Bytes

extension ConnectionTable {
  /// One connection that has a record now.
  package struct OpenConnection {
    package var id: ConnectionID
    /// The frame of its last segment.
    package var lastFrame: Int
    /// How long nothing came since, where both sides have closed or one has reset it; else nil.
    package var silence: Interval?
  }

  /// The connections that have a record and that the consumer has not given up, in no order.
  package func forEachOpen(_ body: (OpenConnection) -> Void) {
    for slot in heads.indices
    where heads[slot].marks.contains(.inUse) && !heads[slot].isIgnored {
      body(
        OpenConnection(
          id: id(slot), lastFrame: heads[slot].last.frame,
          silence: heads[slot].isOver ? clock.now.since(heads[slot].lastSeen) : nil))
    }
  }

  /// What would be said of a connection if the capture ended now.
  package func summary(of id: ConnectionID) -> ConnectionSummary {
    bodies[id.slot].summary(
      heads[id.slot],
      recordEnd: heads[id.slot].isOver ? bodies[id.slot].overReason : .endOfCapture)
  }
}
