import Reports

/// Why an attempt to deliver an alert failed, in words that hold no secret.
///
/// The reason goes into logs, the status line and health answers: it is one printable line of at
/// most `limit` characters, and whoever makes one puts no part of a URL into it beyond its host.
package struct DeliveryFailure: Error, Equatable, CustomStringConvertible {
  package static let limit = 200

  package let reason: String
  /// Whether another attempt may go better: not when the target said that it will not.
  package let isWorthRetrying: Bool

  package init(_ reason: String, isWorthRetrying: Bool = true) {
    self.reason = String(terminalText(reason).prefix(Self.limit))
    self.isWorthRetrying = isWorthRetrying
  }

  package var description: String { reason }

  static func timedOut(after limit: Duration) -> DeliveryFailure {
    DeliveryFailure("no answer within \(limit.formattedSeconds)")
  }
}

extension Duration {
  /// As `10 s` or `0.25 s`.
  var formattedSeconds: String {
    let (seconds, attoseconds) = components
    let value = Double(seconds) + Double(attoseconds) / 1e18
    return value == value.rounded() ? "\(seconds) s" : "\(value) s"
  }
}
