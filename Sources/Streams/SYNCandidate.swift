import Bytes

/// One of several different SYNs, or SYN-ACKs, of one handshake; the peer's answer decides.
struct SYNCandidate {
  var number: SequenceNumber
  var windowScale: UInt8?
  var timestamp: UInt32?
  /// Of a SYN, at most one element.
  var payload: [HeldPayload]
}
