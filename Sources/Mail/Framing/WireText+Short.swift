import Bytes

extension WireText {
  /// A copy of at most `limit` of these bytes, for texts that are mostly short.
  ///
  /// Appending a few bytes takes two thirds of the time that a copy of known size does.
  init(short span: Span<UInt8>, limit: Int) {
    guard span.count <= 16, span.count <= limit else {
      self.init(span, limit: limit)
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    for index in span.indices { bytes.append(span[index]) }
    self.init(bytes)
  }
}
