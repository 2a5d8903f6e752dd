import Bytes

/// One capture's figures of what is compared.
package struct Measurement: Sendable {
  /// Attempts of which the server decided, and those it refused, retries and all.
  package var attempts: Int
  package var refusals: Int
  /// Places that clients wanted, a client's tries for one counted once, and those of them that were
  /// refused at least once: a retry storm is no independent evidence.
  package var places: Int
  package var refusedPlaces: Int
  /// The most connections that were certainly open at one time, as the limit counts them.
  package var peakLoad: Int
  /// The most places wanted at one time.
  package var peakDemand: Int
  /// The most others that were certainly open when one was accepted; nil where none was.
  package var mostAtSuccess: Int?
  /// From an accepted request's last byte to its answer; nil where none was accepted.
  package var latency: Latency?
  package var clients: Int
  package var limit: LimitFinding?
  package var view: View
  /// Whether all mail traffic to the server comes from one address.
  package var isOneClientsView: Bool

  package struct Latency: Hashable, Sendable {
    package var count: Int
    package var median: QuantileEstimate
    package var percentile95: QuantileEstimate
  }

  /// The share of attempts that were refused.
  package var attemptRate: ProportionEstimate? {
    WilsonInterval.estimate(refusals, of: attempts)
  }

  /// The share of places that were refused at least once.
  package var placeRate: ProportionEstimate? {
    WilsonInterval.estimate(refusedPlaces, of: places)
  }
}

extension Measurement {
  /// How long after a refusal a client's next try is still for the same place.
  ///
  /// Longer than for the demand: better one attempt too few than evidence counted twice.
  static let retryPatience = Interval.seconds(60)

  init(of matter: Matter, limit: LimitFinding?, view: View) {
    attempts = matter.samples.count
    refusals = matter.samples.count(where: \.wasRefused)
    let own = Place.places(of: matter.tries, patience: Self.retryPatience)
    places = own.count
    refusedPlaces = own.count { $0.refusals > 0 }
    peakLoad = matter.timelines.map(\.peak).max() ?? 0
    peakDemand = matter.peakDemand
    let accepted = matter.samples.filter { !$0.wasRefused }
    mostAtSuccess = accepted.map(\.observation.low).max()
    latency = Self.latency(of: accepted)
    clients = Set(matter.samples.map(\.client)).count
    self.limit = limit
    self.view = view
    isOneClientsView = matter.isOneClientsView
  }

  private static func latency(of accepted: [Sample]) -> Latency? {
    // A clock that was set back between two frames gives no latency.
    let times = accepted.map { $0.answer.time.since($0.request.time) }
      .filter { $0 >= .zero }.sorted()
    guard let median = QuantileInterval.estimate(percent: 50, ofSorted: times),
      let percentile95 = QuantileInterval.estimate(percent: 95, ofSorted: times)
    else { return nil }
    return Latency(count: times.count, median: median, percentile95: percentile95)
  }
}
