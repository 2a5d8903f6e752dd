/// How well two series rise together, whatever their scale: Spearman's coefficient, -1 to 1.
enum RankCorrelation {
  /// Nil for fewer than three pairs, or where one series is constant.
  static func spearman(_ left: [Double], _ right: [Double]) -> Double? {
    guard left.count == right.count, left.count > 2 else { return nil }
    return pearson(ranks(left), ranks(right))
  }

  /// Ranks from 1; equal values share the mean of theirs.
  static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      let mean = Double(start + end + 1) / 2
      for place in order[start..<end] { ranks[place] = mean }
      start = end
    }
    return ranks
  }

  private static func pearson(_ left: [Double], _ right: [Double]) -> Double? {
    let count = Double(left.count)
    let means = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var (product, one, other) = (0.0, 0.0, 0.0)
    for (a, b) in zip(left, right) {
      product += (a - means.0) * (b - means.1)
      one += (a - means.0) * (a - means.0)
      other += (b - means.1) * (b - means.1)
    }
    guard one > 0, other > 0 else { return nil }
    return product / (one * other).squareRoot()
  }
}
