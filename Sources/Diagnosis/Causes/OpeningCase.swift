import Bytes
import Packets
import Sessions

/// All connections to one server port, ready to explain why some were not served.
struct OpeningCase {
  /// One connection and how far it came.
  struct Attempt {
    var session: Int
    var client: IPAddress
    var request: Stamp
    var answer: Stamp
    /// Why it was not served; nil when it was greeted.
    var symptom: Symptom?

    var wasRefused: Bool { symptom != nil }
  }

  var server: Endpoint
  var attempts: [Attempt]
  /// Served connections, each with its client.
  var holdings: [(client: IPAddress, holding: Holding)]
  var isOneClientsView: Bool

  var refusals: AttemptSelection<Attempt> { AttemptSelection(attempts) { $0.symptom != nil } }
  var successes: AttemptSelection<Attempt> { AttemptSelection(attempts) { $0.symptom == nil } }

  /// The loads that the connections met, counted per client address or over all.
  func observations(
    perClient: Bool
  ) -> (observations: [Observation], timelines: [IPAddress: LoadTimeline], clients: [IPAddress]) {
    let byClient = Dictionary(grouping: holdings, by: \.client)
      .mapValues { LoadTimeline($0.map(\.holding)) }
    let whole = LoadTimeline(holdings.map(\.holding))
    var numbers: [IPAddress: Int] = [:]
    var clients: [IPAddress] = []
    var observations: [Observation] = []
    for attempt in attempts {
      let number = numbers[attempt.client] ?? clients.count
      if numbers[attempt.client] == nil {
        numbers[attempt.client] = number
        clients.append(attempt.client)
      }
      let timeline = perClient ? byClient[attempt.client] ?? LoadTimeline([]) : whole
      let load = timeline.load(from: attempt.request.time, through: attempt.answer.time)
      let high = load.upperBound - (attempt.wasRefused ? 0 : 1)
      observations.append(
        Observation(
          low: load.lowerBound,
          high: isOneClientsView && !perClient ? nil : max(load.lowerBound, high),
          wasRefused: attempt.wasRefused, client: number))
    }
    return (observations, byClient, clients)
  }

  /// The explanations that compete, among the causes that the server's words leave open.
  func hypotheses(among causes: [Cause], family: ServerFamily) -> [Hypothesis] {
    let (observations, _, _) = observations(perClient: false)
    let series = OutcomeSeries(observations)
    let own = causes.flatMap { cause -> [Hypothesis?] in
      switch cause {
      case .connectionsPerIP, .smtpConnectionsPerSource:
        [limit(cause, perClient: true, family: family)]
      case .connectionsTotal, .smtpConnectionsTotal:
        [limit(cause, perClient: false, family: family)]
      default: [always(cause), forAWhile(cause, series)]
      }
    }.compactMap(\.self)
    return own + [.chance(series)]
  }

  private func limit(_ cause: Cause, perClient: Bool, family: ServerFamily) -> Hypothesis? {
    let (observations, _, _) = observations(perClient: perClient)
    guard let fit = ThresholdFit(observations), fit.explainedRefusals > 0 else { return nil }
    // A client that is always turned away has no trouble of its own before it signs in: setting it
    // aside explains nothing here, so its price counts double.
    let setAside = Double(fit.setAside.count) * ThresholdFit.setAsidePrice * Likelihood.wrong
    let least = observations.filter(\.wasRefused).compactMap(\.high).min() ?? 0
    let most = observations.filter { !$0.wasRefused }.map(\.low).max() ?? 0
    let whose: Sentence = perClient ? "of the same address" : "in all"
    let defaults = KnownLimits.settings(of: family, for: cause)
    return Hypothesis(
      cause: cause,
      score: ln(0.5) + ln(Prior.value(of: fit, defaults: defaults))
        - fit.cost - setAside,
      fit: fit,
      because: least == 0
        ? "turned away even with no other connection \(whose) open"
        : "turned away with \(least) \(whose) open, served with \(most) open at other times")
  }

  /// The service turns everybody away, whatever the load.
  private func always(_ cause: Cause) -> Hypothesis {
    let (observations, _, _) = observations(perClient: true)
    let served = observations.count { !$0.wasRefused }
    return Hypothesis(
      cause: cause, score: ln(0.5) - Double(served) * Likelihood.wrong,
      because: served > 0
        ? served == 1
          ? "\(served.counted(.connection)) to the same port was served in this capture"
          : "\(served.counted(.connection)) to the same port were served in this capture"
        : "nothing in this capture rules it out")
  }

  /// The service turns everybody away for a while, and serves before or after.
  private func forAWhile(_ cause: Cause, _ series: OutcomeSeries) -> Hypothesis? {
    guard series.successes > 0 else { return nil }
    return Hypothesis(
      cause: cause, score: ln(Prior.outageThatSaysSo) - series.outage,
      because: "connections were turned away and served by turns")
  }
}
