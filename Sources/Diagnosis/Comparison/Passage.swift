import Bytes

/// An acceptance at a load at which a limit would have refused.
struct Passage {
  var sample: Sample
  /// Others that were certainly open.
  var load: Int
}

extension Matter {
  /// The first acceptance that a limit of `limit` rules out; nil where none is certain.
  ///
  /// Either at least so many others were open all through the decision, or more connections than
  /// the limit were open at one time, in whichever order the server took them.
  func passage(of limit: Int) -> Passage? {
    if let sample = samples.first(where: { !$0.wasRefused && $0.observation.low >= limit }) {
      return Passage(sample: sample, load: sample.observation.low)
    }
    let peaks = timelines.flatMap { $0.points.filter { $0.load > limit }.prefix(1) }
    guard let peak = peaks.min(by: { $0.time < $1.time }) else { return nil }
    // The load rises when an acceptance is on the wire: that frame completed it.
    return samples.first { !$0.wasRefused && $0.answer.time == peak.time }
      .map { Passage(sample: $0, load: peak.load - 1) }
  }
}
