import Glibc

/// Whether refusals grow likelier with the load in view: what a limit leaves as a trace where other
/// connections, out of view, count as well.
///
/// A logistic regression of the outcome on the load in view, by Newton's method. A slope below zero
/// is no limit's.
struct LoadTrend {
  /// The negative logarithm of the attempts' likelihood, the price of two free numbers included.
  let cost: Double
  /// How much likelier than not refusal becomes with each connection more, as a logarithm.
  let slope: Double

  /// Looks at the attempts that say something of the limit `limit`: the others cost it what they
  /// cost a limit in view, so that the two compare.
  ///
  /// Nil where outcomes are all alike or loads are.
  init?(_ observations: [Observation], besides limit: Int) {
    let all = observations.collapsed
    let price = Likelihood(of: all)
    let open = all.filter { $0.prediction(of: limit) == .open }
    let points = all.filter { $0.prediction(of: limit) != .open }.map { observation in
      (
        load: Double(observation.low + (observation.high ?? observation.low)) / 2,
        refused: observation.wasRefused ? 1.0 : 0
      )
    }
    let count = Double(points.count)
    let mean = points.reduce(0) { $0 + $1.load } / max(1, count)
    let spread = (points.reduce(0) { $0 + ($1.load - mean) * ($1.load - mean) } / max(1, count))
      .squareRoot()
    let refused = points.reduce(0) { $0 + $1.refused }
    guard spread > 0, refused > 0, refused < count else { return nil }
    let scaled = points.map { (x: ($0.load - mean) / spread, y: $0.refused) }
    let (intercept, steepness) = Self.fit(scaled)
    guard steepness > 0 else { return nil }
    slope = steepness / spread
    let certain = exp(-Likelihood.right)
    cost =
      log(count) + open.reduce(0) { $0 + price.cost($1, .open) }
      + scaled.reduce(0) { sum, point in
        let odds = intercept + steepness * point.x
        let probability = 1 / (1 + exp(point.y == 1 ? -odds : odds))
        return sum - log(1 - certain + (2 * certain - 1) * probability)
      }
  }

  /// The intercept and slope of greatest likelihood, a little drawn towards zero so that they exist.
  private static func fit(_ points: [(x: Double, y: Double)]) -> (Double, Double) {
    var (a, b) = (0.0, 0.0)
    for _ in 0..<12 {
      var (ga, gb, haa, hab, hbb) = (-0.01 * a, -0.01 * b, 0.01, 0.0, 0.01)
      for point in points {
        let p = 1 / (1 + exp(-(a + b * point.x)))
        let weight = p * (1 - p)
        ga += point.y - p
        gb += (point.y - p) * point.x
        haa += weight
        hab += weight * point.x
        hbb += weight * point.x * point.x
      }
      let determinant = haa * hbb - hab * hab
      guard determinant > 1e-12 else { break }
      let step = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant)
      a += max(-2, min(2, step.0))
      b += max(-2, min(2, step.1))
      if abs(step.0) + abs(step.1) < 1e-6 { break }
    }
    return (a, b)
  }
}
