package import Bytes

/// What a `Reassembler` reports, with its place in the stream.
package enum ReassemblyEvent: ~Escapable {
  /// The next bytes of the stream; valid only until the call returns.
  case data(offset: Int, Span<UInt8>)
  /// The next bytes of the stream are missing.
  case gap(offset: Int, count: Int, GapReason)
  case anomaly(StreamAnomaly)
  case ended(StreamEnd)
}

/// Takes what a `Reassembler` reports about a side's stream; answers whether the consumer got it.
package typealias ReassemblyOutput = (Side, ReassemblyEvent) -> Bool
