/// What the delivery of alerts may cost; each bound has a counter for what it turned away.
package struct AlertLimits: Hashable, Sendable {
  /// Alerts that wait for one target; further ones are dropped.
  package var queue = 64
  /// How long one attempt may take.
  package var timeout: Duration = .seconds(10)
  /// Attempts for one alert, the first included.
  package var attempts = 5
  package var backoff = Backoff()
  /// Alerts that are remembered as sent.
  package var ledger = 4_096

  package init() {}
}
