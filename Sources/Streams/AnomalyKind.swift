/// What can be wrong or odd about a segment; the vocabulary of `StreamAnomaly`.
package enum AnomalyKind: Int, CaseIterable, Sendable {
  // Refused before its place in the stream was looked at.
  case badHeader
  case badChecksum
  /// The sender's network card was to fill in the checksum; seen where the capture runs on the host
  /// itself. Reported once a direction.
  case checksumOffload
  /// A TCP MD5 or TCP-AO option (RFC 2385, RFC 5925) that nobody negotiated.
  case md5Option
  case synRST
  case synFIN
  case noACKFlag

  // The handshake.
  /// A direction that was picked up without its SYN.
  case midstream
  case synRetransmit
  /// The SYN was captured after the first data.
  case synLate
  /// The SYN-ACK was captured, its SYN was not.
  case synUnseen
  case synInEstablished
  case synISNChanged
  case synACKISNChanged
  case synACKBadACK
  case simultaneousOpen
  case synData
  case synDataIgnored

  // Segments that the receiver refuses.
  /// Protection against wrapped sequence numbers: the timestamp is too old (RFC 7323, section 5).
  case paws
  case badACK
  case outOfWindow
  case zeroWindowProbe
  case keepAlive

  // Ends.
  case rstPayload
  case rstNotExact
  case rstOutOfWindow
  case dataAfterRST
  case finConflict
  case dataAfterFIN

  // Bytes.
  case beforeBase
  case beforeISN
  /// Two copies of the same bytes differ.
  case overlapDiff
  /// Bytes of a hole that had been declared a gap already.
  case lateAfterGap
  /// Delivered bytes once more, all alike: an observation, not a fault.
  case retransmit
  case urgent
  /// Refused because too much is held out of order (`StreamLimits`).
  case outOfOrderLimit
}
