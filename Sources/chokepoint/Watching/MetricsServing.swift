import SensorMetrics
import Settings
import Synchronization

/// The sensor's counters, as the metrics endpoint is given them.
final class MetricsServing: Sendable {
  private struct State {
    var snapshot = MetricsSnapshot()
    var health = SensorHealth()
  }

  private let state = Mutex(State())

  /// What is wrong with the endpoint of a configuration.
  static func problems(_ configuration: SensorConfiguration) -> [ConfigurationProblem] {
    guard let metrics = configuration.metrics else { return [] }
    do {
      _ = try MetricsEndpoint(metrics.listen, openToOthers: metrics.isOpenToOthers)
      return []
    } catch {
      return [ConfigurationProblem(message: "\(error)")]
    }
  }

  func update(_ snapshot: MetricsSnapshot, _ health: SensorHealth) {
    state.withLock { $0 = State(snapshot: snapshot, health: health) }
  }

  /// Begins to serve; gives the server and its port.
  ///
  /// - Parameter key: what accounts are named by, where it lasts longer than this run.
  func serve(
    _ metrics: SensorConfiguration.Metrics, key: [UInt8]?
  ) throws -> (MetricsServer, port: Int) {
    let server = MetricsServer(
      try MetricsEndpoint(metrics.listen, openToOthers: metrics.isOpenToOthers),
      key: key ?? AccountLabel.randomKey(), metrics: { [self] in state.withLock { $0.snapshot } },
      health: { [self] in state.withLock { $0.health } })
    let port = try Waiting.wait { try await server.start() }
    return (server, port)
  }
}
