package import Bytes

/// When an incident is told.
package struct IncidentRules: Sendable {
  /// Refusals before it is one.
  package var refusals = 3
  /// The confidence from which it is told.
  package var confidence = 0.5
  /// How long nobody must be refused before it is over.
  package var quiet = Interval.seconds(60)
  /// Incidents that are open at a time; the gravest are told.
  package var limit = 1_000

  package init() {}
}
