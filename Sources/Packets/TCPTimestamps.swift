/// The TCP timestamps option (RFC 7323, section 3).
package struct TCPTimestamps: Hashable, Sendable {
  package var value: UInt32
  package var echoReply: UInt32

  @inlinable
  package init(value: UInt32, echoReply: UInt32) {
    self.value = value
    self.echoReply = echoReply
  }
}
