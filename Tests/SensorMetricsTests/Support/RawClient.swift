import NIOCore
import NIOPosix
import Synchronization

/// A TCP client that sends what it is told and keeps what comes back.
final class RawClient: Sendable {
  private let channel: any Channel
  private let received: Received

  private final class Received: Sendable {
    let text = Mutex("")
  }

  private final class Reader: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let received: Received
    init(_ received: Received) { self.received = received }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let part = String(buffer: unwrapInboundIn(data))
      received.text.withLock { $0 += part }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }

  /// One that does not read leaves what it is sent in the sockets.
  init(host: String = "127.0.0.1", port: Int, reads: Bool = true) async throws {
    let received = Received()
    self.received = received
    channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(ChannelOptions.autoRead, value: reads)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Reader(received))
        }
      }
      .connect(host: host, port: port).get()
  }

  deinit { channel.close(promise: nil) }

  var text: String { received.text.withLock { $0 } }
  var isClosed: Bool { !channel.isActive }

  func send(_ text: String) async throws {
    try await channel.writeAndFlush(ByteBuffer(string: text))
  }

  func close() async { _ = try? await channel.close() }

  /// All that the server says until it closes, or for as long as a test may take.
  func answer() async throws -> String {
    let limit = channel.eventLoop.scheduleTask(in: .seconds(60)) { [channel] in
      channel.close(promise: nil)
    }
    defer { limit.cancel() }
    try await channel.closeFuture.get()
    return text
  }

  static func ask(_ port: Int, _ request: String) async throws -> String {
    let client = try await RawClient(port: port)
    try await client.send(request)
    return try await client.answer()
  }

  static func get(_ port: Int, _ path: String, method: String = "GET") async throws -> String {
    try await ask(port, "\(method) \(path) HTTP/1.1\r\nHost: sensor\r\n\r\n")
  }
}
