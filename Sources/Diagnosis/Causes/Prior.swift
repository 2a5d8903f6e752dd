import Glibc

/// How likely explanations are before the attempts are looked at.
///
/// The mission's rule sets the order: among refusals that follow good greetings, a limit comes
/// first, a wrong password second. The numbers matter only where the capture cannot decide, above
/// all for one client's own view, where they keep a limit "suspected" (below 0.7).
enum Prior {
  static let connectionLimit = 0.6
  static let connectionLimitPerAddress = 0.05
  static let rejectedEverywhere = 0.25
  static let rejectedSomewhere = 0.1
  static let lockedMeanwhile = 0.05
  static let outage = 0.03
  static let mechanismRefused = 0.03
  static let chance = 0.01
  /// That a limit has the very value that its software ships with.
  static let defaultValue = 0.5
  /// Share of one other value among those an administrator may have chosen.
  static let otherValue = 0.0125
  /// A limit that leans on connections which the capture is known to have, but not whose.
  static let unseenLoad = 0.8
  /// That a client which is refused, and never accepted, is so although others fill the limit:
  /// each such client beyond the first makes it less likely that all who hold are out of view.
  static let holdersOutOfView = 0.25

  /// Clients that must be in view before a limit's value is called exact: of a few, others may be
  /// the many.
  static let clientsForExactness = 4

  /// The prior of a limit with one of these values.
  static func value(of fit: ThresholdFit, defaults: [KnownLimit]) -> Double {
    let range = fit.atLeast...max(fit.atLeast, fit.atMost ?? ThresholdFit.greatest)
    if defaults.contains(where: { range.contains($0.value) }) { return defaultValue }
    return min(defaultValue, otherValue * Double(range.count))
  }

  /// That a limit is at work whose holders the capture does not show.
  ///
  /// The more clients sign in here, the less likely it is that those who matter do so elsewhere.
  static func hiddenHolders(clients: Int, isOneClientsView: Bool) -> Double {
    isOneClientsView ? 1 : 0.5 / Double(max(1, clients))
  }
}
