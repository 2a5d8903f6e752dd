import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 behind a `ConnectionGuard`.
struct MetricsChannel: ServerChildChannel {
  private let http: HTTP1Channel
  private let limits: ServerLimits

  init(_ limits: ServerLimits, responder: @escaping HTTP1Channel.Responder) {
    self.limits = limits
    http = HTTP1Channel(
      responder: responder,
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [SingleRequest()], idleTimeout: limits.time,
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
          maxHeaderFieldCount: limits.headerFields)))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    do {
      try channel.pipeline.syncOperations.addHandler(ConnectionGuard(limits))
    } catch {
      return channel.eventLoop.makeFailedFuture(error)
    }
    return http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await http.handle(value: value, logger: logger)
  }
}
