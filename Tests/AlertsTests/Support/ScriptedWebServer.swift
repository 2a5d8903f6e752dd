import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// A web server on loopback that answers as it was told, and keeps what it was asked.
final class ScriptedWebServer: Sendable {
  enum Reply: Sendable {
    case status(HTTPResponseStatus, location: String? = nil)
    /// Takes the request and says nothing.
    case silence
    /// A 200 whose body is that many MiB.
    case flood(mebibytes: Int)
  }

  struct Request: Sendable {
    var head: HTTPRequestHead
    var body: String
  }

  private let listener: any Channel
  private let record: Record

  /// The first request gets the first reply, and so on; the last one stays.
  init(_ replies: Reply..., tls: NIOSSLContext? = nil) async throws {
    let record = Record(replies)
    self.record = record
    listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
          try pipeline.configureHTTPServerPipeline()
          try pipeline.addHandler(ScriptedWebHandler(record))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  deinit { listener.close(promise: nil) }

  var port: Int { listener.localAddress?.port ?? 0 }
  var requests: [Request] { record.requests }
  /// Bytes of a flood that the client's system has taken.
  var floodedBytes: Int { record.floodedBytes }

  final class Record: Sendable {
    private let state: Mutex<(replies: [Reply], requests: [Request], flooded: Int)>

    init(_ replies: [Reply]) { state = Mutex((replies, [], 0)) }

    var requests: [Request] { state.withLock { $0.requests } }
    var floodedBytes: Int { state.withLock { $0.flooded } }

    func reply(to request: Request) -> Reply {
      state.withLock { state in
        state.requests.append(request)
        return state.replies[min(state.requests.count, state.replies.count) - 1]
      }
    }

    func noteFlooded(_ bytes: Int) { state.withLock { $0.flooded += bytes } }
  }
}

private final class ScriptedWebHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let record: ScriptedWebServer.Record
  private var head: HTTPRequestHead?
  private var body = ""

  init(_ record: ScriptedWebServer.Record) { self.record = record }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ""
    case .body(let part): body += String(buffer: part)
    case .end:
      guard let head else { return }
      answer(record.reply(to: .init(head: head, body: body)), context)
    }
  }

  private func answer(_ reply: ScriptedWebServer.Reply, _ context: ChannelHandlerContext) {
    switch reply {
    case .silence: break
    case .status(let status, let location):
      var headers: HTTPHeaders = ["Content-Length": "0"]
      if let location { headers.add(name: "Location", value: location) }
      let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    case .flood(let mebibytes):
      let size = "\(mebibytes << 20)"
      let head = HTTPResponseHead(
        version: .http1_1, status: .ok, headers: ["Content-Length": size])
      context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
      flood(mebibytes, context)
    }
  }

  private func flood(_ mebibytes: Int, _ context: ChannelHandlerContext) {
    guard mebibytes > 0 else { return }
    let part = ByteBuffer(repeating: 0x78, count: 1 << 20)
    let written = context.eventLoop.makePromise(of: Void.self)
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(part))), promise: written)
    written.futureResult.assumeIsolated().whenSuccess { [record] in
      record.noteFlooded(1 << 20)
      self.flood(mebibytes - 1, context)
    }
  }
}
