package import Bytes

/// One odd thing about a segment: what, who sent it, and which bytes of its stream it touches.
package struct StreamAnomaly: Hashable, Sendable {
  package var kind: AnomalyKind
  /// The sender of the segment, or of the stream that it speaks of.
  package var side: Side
  /// Offset in that side's stream, where the anomaly has a place: 1 is its first byte.
  package var offset: Int?
  /// How many bytes from there, where it has a length.
  package var count: Int?

  package init(_ kind: AnomalyKind, _ side: Side, offset: Int? = nil, count: Int? = nil) {
    self.kind = kind
    self.side = side
    self.offset = offset
    self.count = count
  }
}
