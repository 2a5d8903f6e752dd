/// The limits that explain a series of attempts best.
///
/// A limit N predicts success while the load is below N and refusal at N or above. Attempts whose
/// load is known too loosely to tell count neither for nor against it. Clients that were always
/// refused may be set aside as having a trouble of their own, at a price, so that one wrong
/// password does not hide a limit.
package struct ThresholdFit: Sendable {
  /// The limits that mispredict least; without an upper bound when no refusal gives one.
  package var atLeast: Int
  package var atMost: Int?
  /// Attempts (retries in one state counted once) that even the best limit does not explain.
  package var mispredictions: Int
  /// Attempts that the best limit certainly explains.
  package var explained: Int
  /// Attempts counted so.
  package var observations: Int
  /// Refusals that the limit may explain: without any, no limit was met.
  package var explainedRefusals: Int
  /// Clients whose refusals the limit does not explain, but a trouble of their own does.
  package var setAside: Set<Int>
  /// The negative logarithm of the attempts' likelihood under the best limit.
  package var cost: Double

  /// What setting a client aside costs, in mispredictions.
  ///
  /// Between one and two: a single odd refusal is noise, two are that client's own trouble.
  package static let setAsidePrice = 1.25
  /// Limits above this are not told apart.
  package static let greatest = 65_536

  /// Whether the limit may be `value`.
  func mayBe(_ value: Int) -> Bool { value >= atLeast && value <= atMost ?? .max }

  package init?(_ attempts: [Observation]) {
    let observations = attempts.collapsed
    guard observations.contains(where: \.wasRefused) else { return nil }
    let ceiling = Swift.min(
      Self.greatest, 1 + observations.reduce(0) { max($0, $1.low, $1.high ?? 0) })
    let clients = Dictionary(grouping: observations, by: \.client)
    let (wrong, costs) = Self.tally(clients, upTo: ceiling, price: Likelihood(of: observations))
    guard let least = wrong[1...].min() else { return nil }
    let fitting = (1...ceiling).filter { wrong[$0] <= least + 1e-9 }
    // The sums of fractions differ in their last digits where the costs are equal.
    guard let cheapest = fitting.lazy.map({ costs[$0] }).min(),
      let best = fitting.first(where: { costs[$0] <= cheapest + 1e-9 })
    else { return nil }
    self.observations = observations.count
    (atLeast, atMost, cost) = (best, best, costs[best])
    (mispredictions, explained, explainedRefusals, setAside) = (0, 0, 0, [])
    judge(clients, at: best)
    let bounds = Self.bounds(wrong, least: least, noise: mispredictions)
    atLeast = bounds.lowerBound
    // The ceiling lies above every load seen: a limit there means that none was met.
    let isOpen =
      bounds.upperBound == ceiling
      && !observations.contains { $0.wasRefused && $0.high != nil }
    atMost = isOpen ? nil : bounds.upperBound
  }

  /// For every limit up to a ceiling, mispredictions and cost of all clients' attempts.
  private static func tally(
    _ clients: [Int: [Observation]], upTo ceiling: Int, price: Likelihood
  ) -> (wrong: [Double], costs: [Double]) {
    var tally = LimitTally(upTo: ceiling, price: price)
    for own in clients.values {
      if own.allSatisfy(\.wasRefused) {
        tally.add(refused: own, atMost: setAsidePrice)
      } else {
        tally.add(own)
      }
    }
    return tally.sums
  }

  /// Counts what the limit explains, client by client.
  private mutating func judge(_ clients: [Int: [Observation]], at limit: Int) {
    for (client, own) in clients {
      let wrong = own.count { $0.prediction(of: limit) == .wrong }
      if own.allSatisfy(\.wasRefused), Double(wrong) > Self.setAsidePrice {
        setAside.insert(client)
        continue
      }
      mispredictions += wrong
      explained += own.count { $0.prediction(of: limit) == .right }
      explainedRefusals += own.count { $0.wasRefused && ($0.high ?? .max) >= limit }
    }
  }

  /// The limits that mispredict least, or hardly more where the attempts show noise.
  ///
  /// Where even the best limit mispredicts, frames were lost or decisions crossed on the way: then
  /// one misprediction more does not rule a limit out.
  private static func bounds(
    _ wrong: [Double], least: Double, noise: Int
  ) -> ClosedRange<Int> {
    let slack = noise == 0 ? 0 : 1 + Double(noise) / 4
    let fitting = wrong.indices.dropFirst().filter { wrong[$0] <= least + slack + 1e-9 }
    guard let first = fitting.first, let last = fitting.last else { return 1...1 }
    return first...last
  }
}
