/// How much waits to be written at most, and how a volume without room is tried again.
package struct StoreWriterLimits: Sendable {
  /// Sessions and load samples that wait at most.
  package var rows = 100_000
  /// Bytes, as estimated, of everything that waits.
  ///
  /// Sessions and load samples may take three quarters of it, so that an incident finds room.
  package var bytes = 64 << 20
  /// Rows that one transaction writes at most.
  package var batchRows = 500
  /// How long what comes is gathered before it is written.
  package var gathering = Duration.milliseconds(250)
  /// The pause after the first failure; each further one doubles it.
  package var firstPause = Duration.seconds(1)
  package var longestPause = Duration.seconds(60)
  /// How often what is not to be kept is deleted.
  package var pruning = Duration.seconds(60)

  package init() {}
}

/// What a store's writer tells: once when it stops, once when it goes on.
package enum StoreEvent: Sendable {
  /// Nothing can be written for now; what comes waits as long as there is room for it.
  case stopped(StoreError)
  /// It is written again; `lost` did not fit in the meantime.
  case resumed(lost: StoreCounts)
  /// SQLite will never take these rows: they are lost, the others are not.
  case refused(StoreError, StoreCounts)
}

/// How a store's writer is doing.
package struct StoreStatus: Sendable {
  package var waiting = StoreCounts()
  /// As estimated.
  package var waitingBytes = 0
  package var written = StoreCounts()
  /// Lost for want of room, or because they were refused.
  package var lost = StoreCounts()
  /// Why nothing is written at present; nil while all is well.
  package var trouble: StoreError?
}
