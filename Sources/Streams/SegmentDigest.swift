package import Packets

/// What a table looks a segment up by: computed beside the decoding, as it is on another core.
package struct SegmentDigest: Sendable {
  /// The keyed hash of the endpoints.
  let connection: UInt64
  /// The fingerprint of the frame, to know its copies by.
  let frame: UInt64
}

/// Computes the digests that one `ConnectionTable` understands.
package struct SegmentDigester: Sendable {
  let hash: KeyedHash

  @inline(__always)
  package func digest(_ segment: TCPSegment) -> SegmentDigest {
    SegmentDigest(
      connection: hash.hash(ConnectionKey(segment.source, segment.destination)),
      frame: hash.fingerprint(segment))
  }
}
