import Glibc

/// Attempts in the order in which they were decided, looked at without their loads.
struct OutcomeSeries {
  /// Whether each was refused, retries in one state counted once.
  let refused: [Bool]

  init(_ observations: [Observation]) { refused = observations.collapsed.map(\.wasRefused) }

  var count: Int { refused.count }
  var refusals: Int { refused.count { $0 } }
  var successes: Int { count - refusals }

  /// What chance costs: attempts are refused as often as they are, for no reason that shows.
  var chance: Double {
    let share = min(0.95, max(0.05, Double(refusals) / Double(max(1, count))))
    return -Double(refusals) * log(share) - Double(successes) * log(1 - share)
  }

  /// What a cause that comes and goes unseen costs: the next attempt mostly ends like the last.
  var persistence: Double {
    var cost = 0.0
    for index in refused.indices.dropFirst() {
      cost -= log(refused[index] == refused[index - 1] ? 0.85 : 0.15)
    }
    return cost
  }

  /// What a turn from acceptance to refusal costs, at the moment that suits best.
  var turn: Double {
    var wrong = successes
    var least = refusals == count ? 0 : Int.max
    for isRefused in refused {
      // From just before this attempt on everything is refused.
      least = min(least, wrong)
      wrong += isRefused ? 1 : -1
    }
    return Double(max(0, least)) * Likelihood.wrong + log(Double(max(1, count))) + floor
  }

  /// What an outage costs: one span of time in which everything is refused, accepted outside.
  var outage: Double {
    // The span with the most refusals over successes, found in one pass.
    var (best, current) = (0, 0)
    for isRefused in refused {
      current = max(0, current) + (isRefused ? 1 : -1)
      best = max(best, current)
    }
    return Double(refusals - best) * Likelihood.wrong + 2 * log(Double(max(1, count))) + floor
  }

  /// What attempts cost that are explained: no explanation is surer of one than this.
  private var floor: Double { Double(count) * Likelihood.right }

  /// Successes that came after the first refusal.
  var recoveries: Int {
    guard let first = refused.firstIndex(of: true) else { return 0 }
    return refused[first...].count { !$0 }
  }
}
