import Bytes
import NIOCore
import NIOPosix
import SystemPackage

/// Opens a connection to one address, and says what became of it.
enum Connector {
  /// The handlers stand in the channel before it connects: a server may speak and close at once.
  static func connect(
    to address: SocketAddress, timeout: Int, on loop: any EventLoop,
    handler: @escaping @Sendable () -> ConversationHandler
  ) async -> ConnectAttempt {
    let text = address.ipAddress ?? "?"
    let began = Clock.monotonic
    do {
      _ = try await ClientBootstrap(group: loop)
        .connectTimeout(.seconds(Int64(timeout)))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(handler())
          }
        }
        .connect(to: address).get()
      let time = Clock.monotonic.since(began)
      return ConnectAttempt(address: text, outcome: .connected, time: time)
    } catch {
      let time = Clock.monotonic.since(began)
      let (outcome, reason) = read(error)
      return ConnectAttempt(address: text, outcome: outcome, time: time, reason: reason)
    }
  }

  static func read(_ error: any Error) -> (ConnectAttempt.Outcome, String?) {
    if case ChannelError.connectTimeout = error { return (.timedOut, nil) }
    guard let error = error as? IOError else { return (.failed, "\(error)") }
    let code = Errno(rawValue: error.errnoCode)
    let outcome: ConnectAttempt.Outcome =
      switch code {
      case .connectionRefused: .refused
      case .noRouteToHost, .networkUnreachable, .networkDown, .hostIsDown: .unreachable
      case .timedOut: .timedOut
      case .connectionReset: .reset
      default: .failed
      }
    return (outcome, code.description)
  }
}
