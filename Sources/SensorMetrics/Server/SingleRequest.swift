import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Makes every request its connection's last one, as if the client had asked for that.
///
/// A scrape every few seconds gains nothing from a connection that stays, and with one request each
/// the limits of `ConnectionGuard` are the connection's.
final class SingleRequest: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      context.fireChannelRead(data)
      return
    }
    head.headerFields[.connection] = "close"
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }
}
