import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// Serves `/metrics` to Prometheus and `/healthz` to whoever watches the sensor.
package final class MetricsServer: Sendable {
  private let endpoint: MetricsEndpoint
  private let limits: ServerLimits
  private let channel: MetricsChannel
  private let running = Mutex<Running?>(nil)

  private struct Running {
    var task: Task<Void, Never>
    var listener: any Channel
  }

  /// - Parameter key: what accounts are named by; a new one gives them new names.
  ///
  /// `metrics` and `health` are asked at each request; they must not wait for anything.
  package init(
    _ endpoint: MetricsEndpoint, limits: ServerLimits = ServerLimits(),
    key: [UInt8] = AccountLabel.randomKey(),
    metrics: @escaping @Sendable () -> MetricsSnapshot,
    health: @escaping @Sendable () -> SensorHealth
  ) {
    self.endpoint = endpoint
    self.limits = limits
    let text = MetricsText(AccountLabel(key: key))
    channel = MetricsChannel(limits) { request, writer, _ in
      let answer = MetricsAnswer(
        method: request.method, path: request.uri.path, metrics: { text.text(metrics()) },
        health: health)
      if request.method == .head {
        try await writer.writeResponse(answer.head)
      } else {
        try await writer.write(
          response: answer.head, body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
      }
    }
  }

  /// Begins to listen; gives the port, which the system chose if 0 was asked for.
  package func start() async throws -> Int {
    let (listeners, listening) = AsyncThrowingStream.makeStream(of: (any Channel).self)
    let server = Server(
      childChannelSetup: channel,
      configuration: ServerConfiguration(
        address: .hostname(endpoint.host, port: endpoint.port), backlog: 2 * limits.connections,
        availableConnectionsDelegate: .maximum(limits.connections, logger: Self.silence)),
      onServerRunning: { listening.yield($0) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: Self.silence)
    let task = Task {
      do {
        try await server.run()
        listening.finish()
      } catch {
        listening.finish(throwing: error)
      }
    }
    for try await listener in listeners {
      running.withLock { $0 = Running(task: task, listener: listener) }
      return listener.localAddress?.port ?? endpoint.port
    }
    throw CancellationError()
  }

  /// Stops listening; answers that are under way end at their time limit at the latest.
  package func stop() async {
    guard let running = running.withLock({ $0.take() }) else { return }
    running.task.cancel()
    _ = try? await running.listener.closeFuture.get()
  }

  /// What a client does wrong is not worth a line.
  private static let silence = Logger(label: "metrics") { _ in SwiftLogNoOpLogHandler() }
}
