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
  static let rejectedSomewhere = 0.2
  static let lockedMeanwhile = 0.05
  /// An outage that is told in the words of a wrong password, and one that is told as what it is.
  static let outage = 0.01
  static let outageThatSaysSo = 0.15
  static let mechanismRefused = 0.03
  static let chance = 0.01
  /// That a limit has the very value that its software ships with.
  static let defaultValue = 0.5
  /// Share of one other value among those an administrator may have chosen.
  static let otherValue = 0.0125
  /// That a server decides just before it answers and gives places back at once.
  static let promptServer = 0.7
  /// A limit that leans on connections which the capture is known to have, but not whose.
  static let unseenLoad = 0.8
  /// That sessions from before the capture, at a server where one account is seen to sign in, are
  /// that account's, and that none ends unseen.
  static let earlierSessionsCount = 0.95
  /// That of a limit whose holders are not all seen a few clients feel all, at every attempt, and the
  /// others nothing.
  static let sameClients = 0.1
  /// Clients that hardly have a wrong password all at once.
  static let manyClients = 3
  /// That no session from before the capture is silent all through it.
  static let nothingSilent = 0.7
  /// That a client which is refused, and never accepted, is so although others fill the limit:
  /// each such client beyond the first makes it less likely that all who hold are out of view.
  static let holdersOutOfView = 0.25

  /// How many times likelier a load in view must be than one elsewhere before a value is exact.
  ///
  /// Of a few clients, others may be the many; one alone never shows a value.
  static func exactness(clients: Int) -> Double {
    switch clients {
    case ...1: .infinity
    case 2...3: 20
    case 4...7: 20
    default: 2
    }
  }

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

  /// That just so many of the clients have a wrong password, as a logarithm.
  ///
  /// The share of such clients is not known beforehand, and mostly small: one in ten on average
  /// (a beta distribution with parameters 1 and 9, drawn from client by client).
  static func wrongPasswords(on blamed: Int, of clients: Int) -> Double {
    var sum = 0.0
    for client in 0..<max(clients, blamed) {
      let odds = client < blamed ? Double(client + 1) : Double(9 + client - blamed)
      sum += ln(odds / Double(10 + client))
    }
    return sum
  }
}
