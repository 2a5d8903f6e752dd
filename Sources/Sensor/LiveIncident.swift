package import Bytes
package import Diagnosis
import Packets

/// An incident while it happens.
package struct LiveIncident: Sendable {
  /// Counts the incidents of a sensor's run, from 1.
  package var number: Int
  /// When it was told first, by the capture's clock.
  package var opened: Timestamp
  /// When it was told to be over; nil while it is open.
  package var closed: Timestamp?
  /// When somebody was turned away last.
  package var lastRefusal: Timestamp
  /// What is known of it.
  package var incident: Incident
  /// Those turned away since it was opened, as far as the sensor remembers.
  package var refusals: Int
  /// How often it became ten times worse: 0 for the first thirty refusals.
  package var severity: Int

  /// The same for one incident however often it is told: where, who, since when.
  ///
  /// Not its cause or verdict, which become clearer while it is open; the number tells two apart that
  /// open at once. What an earlier run told keeps the key that it had there.
  package var key: String
  /// Whether an incident of the same account and server was over before: the window still holds what
  /// was seen while no limit, or another one, was in force.
  package var isAgain = false

  static func key(_ incident: Incident, opened: Timestamp, number: Int) -> String {
    "\(incident.server)|\(incident.account ?? "")|\(opened.nanoseconds)|\(number)"
  }
}

/// What a sensor tells of an incident.
package struct IncidentEvent: Sendable {
  package enum Kind: String, Sendable {
    case opened
    /// More is known of it, or it got worse.
    case changed
    case closed
  }

  /// What is new of it.
  package enum Change: String, Sendable, CaseIterable {
    case cause
    case limit
    /// Suspected before, sure now, or the other way round.
    case certainty
    /// Ten times as many were turned away.
    case worse
    /// An earlier run told it first; this one has met it again.
    case resumed
  }

  package var kind: Kind
  package var incident: LiveIncident
  package var changes: [Change] = []
  package var time: Timestamp
}
