/// What else is counted, a direction.
package enum SegmentCount: Int, CaseIterable, Sendable {
  /// Came after later bytes of their stream, soon enough to have overtaken each other.
  case outOfOrder
  /// Filled a hole more than `StreamLimits.reorderWindow` after it opened: a retransmission whose
  /// first copy the capture did not see.
  case recovered
  /// Carried bytes that were known already. Keep-alives and zero-window probes are not among them.
  case retransmitted
  /// The bytes of those that were known already.
  case retransmittedBytes
  /// Had a wrong checksum where none had been right: the capture was rewritten, or its host's
  /// network card filled it in later. Accepted.
  case uncheckable
  /// Copies of frames that a span port made; they count nowhere else.
  case duplicateFrames
  case duplicateFrameBytes
  /// Bytes that were next in order after the consumer said `Interest.ignore`.
  case withheldBytes
  /// The extent of a stream that was picked up in mid-stream until a SYN gave it another numbering.
  case renumberedBytes
}
