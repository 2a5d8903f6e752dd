/// Where alerts go.
package enum AlertTarget: Sendable {
  case command(CommandHook)
  case webhook(Webhook)
  case syslog(SyslogTarget)

  /// What logs and metrics call it; never anything secret.
  package var name: String {
    switch self {
    case .command(let hook): hook.name
    case .webhook(let hook): hook.name
    case .syslog(let target): target.name
    }
  }

  /// One attempt; throws a `DeliveryFailure`, or a `CancellationError` when it was cancelled.
  func deliver(_ alert: Alert, within limit: Duration) async throws {
    switch self {
    case .command(let hook): try await hook.deliver(alert)
    case .webhook(let hook): try await hook.deliver(alert, within: limit)
    case .syslog(let target): try await target.deliver(alert, within: limit)
    }
  }
}
