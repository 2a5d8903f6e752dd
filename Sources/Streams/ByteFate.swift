/// What became of payload bytes that were not delivered.
///
/// Together with the delivered and the held ones these are all payload bytes of a connection, each
/// counted once: the books of `DirectionCounters`.
package enum ByteFate: Int, CaseIterable, Sendable {
  /// Known already, and alike.
  case duplicate
  /// Known already, with another value: one of the two copies was dropped.
  case conflicting
  /// Of a hole that had been declared a gap.
  case late
  /// Before the first byte of the stream.
  case beforeBase
  case beyondFIN
  /// Not captured: the snap length cut them off.
  case cut

  // Of segments that the receiver refuses, by reason.
  case badHeader
  case badChecksum
  case signature
  case synFlags
  case noACKFlag
  case paws
  case badACK
  case outOfWindow
  /// A zero-window probe that was not acknowledged.
  case probe
  case keepAlive
  case rstPayload
  /// Of a SYN whose data the SYN-ACK did not take, or not yet.
  case synPayload
  /// Over one of the limits of `StreamLimits`.
  case limit

  /// Of a connection that the consumer ignores.
  case ignored
}
