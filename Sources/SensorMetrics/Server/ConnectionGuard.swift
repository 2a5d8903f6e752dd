import NIOCore

/// Ends a connection that takes too long or sends too much.
///
/// It stands before the HTTP decoder and counts raw bytes: a decoder that waits for the end of a
/// line that never comes, and a client that does not take its answer, are both cut off.
final class ConnectionGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let time: TimeAmount
  private var bytesLeft: Int
  private var end: Scheduled<Void>?

  init(_ limits: ServerLimits) {
    time = limits.time
    bytesLeft = limits.requestBytes
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let channel = context.channel
    end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  func handlerRemoved(context: ChannelHandlerContext) { end?.cancel() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    bytesLeft -= unwrapInboundIn(data).readableBytes
    guard bytesLeft >= 0 else {
      context.close(promise: nil)
      return
    }
    context.fireChannelRead(data)
  }
}
