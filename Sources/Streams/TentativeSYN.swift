import Bytes

/// A SYN with a new number within a connection that is not over: a new one only if the peer agrees.
struct TentativeSYN: Sendable {
  var side: Side
  var number: SequenceNumber
  var windowScale: UInt8?
  var stamp: Stamp
}
