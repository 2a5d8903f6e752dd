import Glibc

/// What sessions from before the capture say of a limit.
extension SignInCase {
  /// How well a limit explains the attempts if some of what it counts began before the capture, as a
  /// logarithm: `fit` is the limit's where those sessions may or may not count.
  ///
  /// Most likely those that are seen to go on are the account's, and nothing else is open, or only
  /// what stays open all the while: then the loads in view tell as much as if all had been seen from
  /// the start, up to what they are counted from. Those sessions were let in once, so that a limit
  /// allows as many.
  func oddsOfLimitMet(_ fit: ThresholdFit, defaults: [KnownLimit]) -> Double {
    let doubt = 1 - Prior.earlierSessionsCount
    let open = ln(doubt) - fit.cost
    guard !isOneClientsView else { return -fit.cost }
    var seen = observations(assumingEarlierSessions: true).observations
    let allowed = LoadTimeline(assumed).peak
    if allowed > 0 {
      seen.append(Observation(low: allowed - 1, high: allowed - 1, wasRefused: false, client: -1))
    }
    guard let closer = ThresholdFit(seen), closer.explainedRefusals > 0 else { return open }
    let value =
      Prior.nothingSilent * Prior.value(of: closer, defaults: defaults) + 1 - Prior.nothingSilent
    let met =
      ln(1 - doubt) + ln(value) - closer.cost - 0.5 * ln(Double(max(1, closer.observations)))
    return max(met, open) + log1p(exp(-abs(met - open)))
  }
}
