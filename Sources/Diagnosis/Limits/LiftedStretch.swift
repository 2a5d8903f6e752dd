package import Bytes

/// A stretch of attempts in which a limit was not in force that had refused others before.
///
/// Somebody raises a limit while the capture runs, and may set it back later. What was let in meanwhile
/// says nothing of the value that refused the others.
struct LiftedStretch: Hashable {
  /// From the first to the last success that the limit forbids.
  var places: ClosedRange<Int>
  /// The successes in it that the limit forbids.
  var forbidden: Int

  /// Fewer are lost frames, or decisions that crossed on the way.
  static let least = 3
  /// More are another limit, or none.
  private static let most = 2

  /// When a limit would have to have been lifted to allow all that was let in; nil where that
  /// explains nothing, or too much.
  ///
  /// A refusal that the limit may explain shows that it is in force, and so ends a stretch; before the
  /// first one nothing is taken for lifted.
  static func stretches(in attempts: [Observation], limit: Int) -> [LiftedStretch]? {
    var stretches: [LiftedStretch] = []
    var (wasMet, isInForce) = (false, true)
    for (place, attempt) in attempts.enumerated() {
      if attempt.wasRefused {
        guard attempt.prediction(of: limit) != .wrong else { continue }
        (wasMet, isInForce) = (true, true)
      } else if attempt.prediction(of: limit) == .wrong {
        guard wasMet else { return nil }
        if isInForce { stretches.append(LiftedStretch(places: place...place, forbidden: 0)) }
        isInForce = false
        let last = stretches.count - 1
        stretches[last].places = stretches[last].places.lowerBound...place
        stretches[last].forbidden += 1
      }
    }
    guard (1...most).contains(stretches.count) else { return nil }
    return stretches.allSatisfy { $0.forbidden >= least } ? stretches : nil
  }

  /// Limits that refusals suggest by themselves, whatever was let in: a few of the loads that they met.
  static func candidates(_ attempts: [Observation]) -> [Int] {
    var candidates: Set<Int> = []
    let refusals = attempts.lazy.filter(\.wasRefused)
    for loads in [refusals.map(\.low).sorted(), refusals.compactMap(\.high).sorted()] {
      guard let last = loads.indices.last else { continue }
      candidates.formUnion([0, last / 10, last / 4, last / 2].map { loads[$0] })
    }
    return candidates.filter { $0 > 0 }.sorted(by: >)
  }
}

/// A time in which a limit was lifted, or higher, as sign-ins show it.
package struct LiftedTime: Hashable, Sendable {
  /// The answers to the first and to the last sign-in that the limit would have refused.
  package var first: Stamp
  package var last: Stamp
  /// How many there were.
  package var signIns: Int
}
