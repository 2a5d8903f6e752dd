import NIOCore
import NIOPosix
import NIOSSL

/// A server on a loopback port that says what it is told to, to each of its connections.
final class ScriptedMailServer: Sendable {
  /// How a connection is treated.
  enum Manner: Sendable {
    /// Nothing is ever said.
    case silent
    /// Closed at once.
    case closing
    /// Says this and closes.
    case turningAway(String)
    /// Says this for as long as it is listened to.
    case flooding(String)
    /// Greets, and answers as IMAP has it; connections beyond `limit` are closed.
    case imap(limit: Int)
  }

  private let channel: any Channel
  let port: Int

  /// With a certificate the server begins with TLS.
  init(_ manner: Manner, certificate: TestCertificate? = nil) throws {
    let context = try certificate.map {
      try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: try NIOSSLCertificate.fromPEMFile($0.certificate).map {
            .certificate($0)
          }, privateKey: .privateKey(try NIOSSLPrivateKey(file: $0.key, format: .pem))))
    }
    let open = SharedCount()
    channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          }
          try channel.pipeline.syncOperations.addHandler(Host(manner, open))
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    port = channel.localAddress?.port ?? 0
  }

  deinit { channel.close(promise: nil) }

  private final class Host: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let manner: Manner
    private let open: SharedCount
    private var isWelcome = true

    init(_ manner: Manner, _ open: SharedCount) {
      self.manner = manner
      self.open = open
    }

    func channelActive(context: ChannelHandlerContext) {
      let count = open.add(1)
      switch manner {
      case .silent: break
      case .closing: context.close(promise: nil)
      case .turningAway(let words):
        say(words, context)
        context.close(promise: nil)
      case .flooding(let words): for _ in 0..<200 { say(words, context) }
      case .imap(let limit):
        isWelcome = count <= limit
        if isWelcome {
          say("* OK Dovecot ready.\r\n", context)
        } else {
          context.close(promise: nil)
        }
      }
    }

    func channelInactive(context: ChannelHandlerContext) { _ = open.add(-1) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      guard case .imap = manner, isWelcome else { return }
      let words = String(buffer: unwrapInboundIn(data)).split(whereSeparator: \.isWhitespace)
      guard words.count == 2 else { return }
      switch words[1] {
      case "CAPABILITY": say("* CAPABILITY IMAP4rev1\r\n\(words[0]) OK done\r\n", context)
      case "LOGOUT": say("* BYE\r\n\(words[0]) OK done\r\n", context)
      default: say("\(words[0]) BAD what\r\n", context)
      }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }

    private func say(_ words: String, _ context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: words)), promise: nil)
    }
  }
}
