/// Bytes that a capture lacks in one direction.
package struct GapFact: Codable, Hashable, Sendable {
  package var count: Int
  package var bytes: Int

  package init(count: Int = 0, bytes: Int = 0) {
    self.count = count
    self.bytes = bytes
  }
}
