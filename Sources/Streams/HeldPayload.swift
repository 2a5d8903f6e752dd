import Bytes

/// The payload of a SYN that waits for the peer's decision.
struct HeldPayload {
  var offset: Int
  var bytes: [UInt8]
  var wireCount: Int
  /// When it came.
  var time: Timestamp

  init(_ payload: borrowing Payload, at offset: Int, time: Timestamp) {
    self.offset = offset
    bytes = payload.bytes.copy()
    wireCount = payload.wireCount
    self.time = time
  }
}
