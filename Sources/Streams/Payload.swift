/// The payload of a segment: the captured bytes, and how many there were on the wire.
package struct Payload: ~Escapable {
  package let bytes: Span<UInt8>
  /// At least `bytes.count`, and at most what an IP packet can say.
  package let wireCount: Int

  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, wireCount: Int) {
    self.bytes = bytes
    self.wireCount = max(bytes.count, min(wireCount, Int(UInt32.max)))
  }
}
