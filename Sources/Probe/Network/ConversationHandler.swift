import Bytes
import NIOCore
import NIOSSL
import NIOTLS
import SystemPackage

/// Carries a conversation out on its channel.
///
/// Lives on the channel's event loop alone.
final class ConversationHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What other parts of the probe wait for, and it for them.
  struct Promises {
    /// Whether it was greeted, as soon as that is certain.
    var settled: EventLoopPromise<Bool>
    /// All connections are settled.
    var released: EventLoopFuture<Void>
    /// The conversation is over and its connection closed; nil where it was never connected.
    var done: EventLoopPromise<ConversationRecord?>
  }

  /// Seconds that a server has to answer LOGOUT or QUIT.
  private static let leaveTimeout = 2

  private let purpose: Conversation.Purpose
  /// Begins when the connection stands.
  private var conversation: Conversation?
  private let tls: TLSSetup?
  private let timeout: Int
  private let promises: Promises
  private var deadline: Scheduled<Void>?
  private var hasSettled = false

  init(_ purpose: Conversation.Purpose, tls: TLSSetup?, timeout: Int, promises: Promises) {
    self.purpose = purpose
    self.tls = tls
    self.timeout = timeout
    self.promises = promises
  }

  func channelActive(context: ChannelHandlerContext) {
    var purpose = purpose
    if let address = context.localAddress?.ipAddress {
      let bare = address.prefix { $0 != "%" }
      purpose.clientName = bare.contains(":") ? "[IPv6:\(bare)]" : "[\(bare)]"
    }
    let conversation = Conversation(purpose, at: Clock.monotonic)
    self.conversation = conversation
    perform(conversation.firstActions, context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    tell(.bytes(Array(buffer.readableBytesView)), context)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .handshakeCompleted = event as? TLSUserEvent {
      tell(.secured(facts(context)), context)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if conversation?.stage == .securing {
      let isReset = (error as? IOError).map { Errno(rawValue: $0.errnoCode) } == .connectionReset
      tell(.tlsFailed(isReset ? .closed : TLSTrouble(error)), context)
      return
    }
    switch error {
    case NIOSSLError.uncleanShutdown: tell(.closed, context)
    case let error as IOError:
      let code = Errno(rawValue: error.errnoCode)
      let isReset = code == .connectionReset || code == .brokenPipe
      tell(isReset ? .reset : .broken(code.description), context)
    default: tell(.broken("\(error)"), context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    tell(.closed, context)
    context.fireChannelInactive()
  }

  private func tell(_ event: Conversation.Event, _ context: ChannelHandlerContext) {
    perform(conversation?.receive(event, at: Clock.monotonic) ?? [], context)
  }

  private func perform(_ actions: [Conversation.Action], _ context: ChannelHandlerContext) {
    for action in actions {
      switch action {
      case .send(let bytes):
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      case .beginTLS: beginTLS(context)
      case .wait: wait(timeout, context)
      case .waitBriefly: wait(min(timeout, Self.leaveTimeout), context)
      case .hold: hold(context)
      case .end: end(context)
      }
    }
  }

  private func wait(_ seconds: Int, _ context: ChannelHandlerContext) {
    guard conversation?.hasEnded == false else { return }
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
      self.tell(.deadline, context)
    }
  }

  private func hold(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    settle(isGreeted: true)
    promises.released.assumeIsolated().whenComplete { _ in self.tell(.released, context) }
  }

  private func beginTLS(_ context: ChannelHandlerContext) {
    do {
      guard let tls else { throw NIOSSLError.failedToLoadCertificate }
      try context.pipeline.syncOperations.addHandler(tls.makeHandler(), position: .first)
    } catch {
      tell(.tlsFailed(TLSTrouble(error)), context)
    }
  }

  private func facts(_ context: ChannelHandlerContext) -> TLSFacts {
    let operations = context.pipeline.syncOperations
    let certificate = (try? operations.nioSSL_peerCertificate()).flatMap { $0 }
    let version = (try? operations.nioSSL_tlsVersion()).flatMap { $0 }
    return TLSFacts(
      version: version.map(Self.name),
      certificate: certificate.flatMap { try? $0.toDERBytes() }.flatMap(Certificate.init),
      isTrusted: tls?.verifies ?? false)
  }

  private static func name(_ version: TLSVersion) -> String {
    switch version {
    case .tlsv1: "TLS 1.0"
    case .tlsv11: "TLS 1.1"
    case .tlsv12: "TLS 1.2"
    case .tlsv13: "TLS 1.3"
    }
  }

  private func settle(isGreeted: Bool) {
    guard !hasSettled else { return }
    hasSettled = true
    promises.settled.succeed(isGreeted)
  }

  private func end(_ context: ChannelHandlerContext) {
    guard let record = conversation?.record else { return }
    deadline?.cancel()
    settle(isGreeted: record.isWelcome)
    let done = promises.done
    context.channel.closeFuture.whenComplete { _ in done.succeed(record) }
    context.close(promise: nil)
  }
}
