import Bytes

extension ConnectionTable {
  /// Touches the records that segments are about to need, by the digests of those in `range`.
  ///
  /// There are more records than the nearest cache holds. One after the other, each segment would
  /// wait for its own; touched in a row, all of them are on their way at once.
  @inline(__always)
  package mutating func anticipate(_ range: Range<Int>, _ digest: (Int) -> SegmentDigest) {
    var touched = 0
    for place in range {
      let hash = digest(place).connection
      var cell = index.start(hash)
      guard let slot = index.next(hash, at: &cell) else { continue }
      touched &+= heads[slot].serial &+ heads[slot].segments.client
      touched &+= bodies[slot].reassembler.client.next &+ bodies[slot].reassembler.server.next
      touched &+= Int(truncatingIfNeeded: bodies[slot].fingerprints.ends)
      touched &+= Int(truncatingIfNeeded: bodies[slot].reassembler.client.windowEdge.value ?? 0)
      touched &+= Int(truncatingIfNeeded: bodies[slot].reassembler.server.windowEdge.value ?? 0)
    }
    anticipated &+= touched
  }
}
