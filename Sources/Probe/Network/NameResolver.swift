import Bytes
import NIOCore
import NIOPosix

/// Finds the addresses of a host, as the system's resolver gives them.
///
/// NIO resolves a name only on the way to connecting to it. So it is asked to connect, and each
/// attempt is turned down before it becomes one: what is left of them is the list of addresses, in
/// the order in which RFC 8305 tries them.
enum NameResolver {
  private struct NotNow: Error {}

  /// Turns every attempt to connect down.
  private final class Refusal: ChannelOutboundHandler {
    typealias OutboundIn = Never

    func connect(
      context: ChannelHandlerContext, to address: SocketAddress, promise: EventLoopPromise<Void>?
    ) {
      promise?.fail(NotNow())
    }
  }

  static let addressLimit = 64

  static func resolve(
    _ plan: ProbePlan, on loop: any EventLoop
  ) async -> (Resolution, [SocketAddress]) {
    if let address = try? SocketAddress(ipAddress: plan.host, port: Int(plan.port)) {
      return (
        Resolution(.literal, addresses: [address.ipAddress ?? plan.host], time: .zero), [address]
      )
    }
    let began = Clock.monotonic
    do {
      let channel = try await ClientBootstrap(group: loop)
        .connectTimeout(.seconds(Int64(plan.timeout)))
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(Refusal())
          }
        }
        .connect(host: plan.host, port: Int(plan.port)).get()
      // It cannot come to this: nothing connects past a `Refusal`.
      try? await channel.close().get()
      return (Resolution(.timedOut, addresses: [], time: Clock.monotonic.since(began)), [])
    } catch {
      return read(error, time: Clock.monotonic.since(began))
    }
  }

  private static func read(
    _ error: any Error, time: Interval
  ) -> (Resolution, [SocketAddress]) {
    guard let error = error as? NIOConnectionError else {
      return (Resolution(.timedOut, addresses: [], time: time), [])
    }
    var targets: [SocketAddress] = []
    for target in error.connectionErrors.map(\.target).prefix(addressLimit)
    where !targets.contains(target) { targets.append(target) }
    guard !targets.isEmpty else {
      return (Resolution(.notFound(words(of: error)), addresses: [], time: time), [])
    }
    return (
      Resolution(.found, addresses: targets.compactMap(\.ipAddress), time: time), targets
    )
  }

  private static func words(of error: NIOConnectionError) -> String {
    for problem in [error.dnsAError, error.dnsAAAAError] {
      if let unknown = problem as? SocketAddressError.UnknownHost {
        return unknown.errorDescription
      }
    }
    return "no address found"
  }
}
