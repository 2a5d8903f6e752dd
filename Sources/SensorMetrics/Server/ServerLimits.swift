package import NIOCore

/// What a client of the metrics may cost.
package struct ServerLimits: Hashable, Sendable {
  /// Connections at one time; others wait in the listening queue.
  package var connections = 16
  /// From a connection's beginning to its end, request and answer included.
  package var time: TimeAmount = .seconds(10)
  /// Bytes of a request.
  package var requestBytes = 16_384
  /// Bytes of a request's header fields together; one more is answered with 400.
  package var headerBytes = 8_192
  package var headerFields = 64

  package init() {}
}
