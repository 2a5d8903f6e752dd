/// The payload of a segment: the captured bytes, and how many there were on the wire.
package struct Payload: ~Escapable {
  package let bytes: Span<UInt8>
  /// At least `bytes.count`.
  package let wireCount: Int

  @_lifetime(copy bytes)
  package init(_ bytes: Span<UInt8>, wireCount: Int) {
    self.bytes = bytes
    self.wireCount = max(bytes.count, wireCount)
  }
}
