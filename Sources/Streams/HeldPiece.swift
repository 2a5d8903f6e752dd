/// Consecutive bytes of a stream that wait for what lies before them.
struct HeldPiece {
  var range: Range<Int>
  /// The bytes, or none at all where the snap length cut them off.
  var bytes: [UInt8]

  var isKnown: Bool { !bytes.isEmpty }
}
