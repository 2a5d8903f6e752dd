import NIOCore
import NIOPosix
import Synchronization

/// A socket on loopback that keeps what is sent to it: a stand-in for a syslog daemon elsewhere.
final class SyslogReceiver: Sendable {
  private let channel: any Channel
  private let collected: Collected

  enum Kind {
    case udp
    case tcp
  }

  init(_ kind: Kind) async throws {
    let collected = Collected()
    self.collected = collected
    let group = MultiThreadedEventLoopGroup.singleton
    let datagrams = DatagramBootstrap(group: group).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(DatagramReader(collected))
      }
    }
    switch kind {
    case .udp: channel = try await datagrams.bind(host: "127.0.0.1", port: 0).get()
    case .tcp:
      channel = try await ServerBootstrap(group: group)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(StreamReader(collected))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
    }
  }

  deinit { channel.close(promise: nil) }

  var port: Int { channel.localAddress?.port ?? 0 }
  var messages: [String] { collected.texts.withLock { $0 } }

  final class Collected: Sendable {
    let texts = Mutex<[String]>([])
    func add(_ buffer: ByteBuffer) { texts.withLock { $0.append(String(buffer: buffer)) } }
  }
}

private final class DatagramReader: ChannelInboundHandler {
  typealias InboundIn = AddressedEnvelope<ByteBuffer>
  private let collected: SyslogReceiver.Collected
  init(_ collected: SyslogReceiver.Collected) { self.collected = collected }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    collected.add(unwrapInboundIn(data).data)
  }
}

private final class StreamReader: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let collected: SyslogReceiver.Collected
  init(_ collected: SyslogReceiver.Collected) { self.collected = collected }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    collected.add(unwrapInboundIn(data))
  }
}
