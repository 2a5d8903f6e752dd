import Diagnosis

/// The object that `compare --format json` prints, schema `chokepoint.comparison/1`.
///
/// Keys may be added; none is renamed or dropped without a new schema number. Shares are 0 to 1,
/// durations seconds; an interval is [low, high], at 95 %.
struct ComparisonDocument: Encodable {
  struct Capture: Encodable {
    var path: String
    var frames: Int
    var start: OrNull<String>
    var end: OrNull<String>
    var warnings: [String]
  }

  struct Subject: Encodable {
    var server: String
    var family: String
    var `protocol`: String
    var account: OrNull<String>
    var cause: OrNull<String>
    var oldLimit: OrNull<Int>
  }

  struct Share: Encodable {
    var refused: Int
    var of: Int
    var share: OrNull<Double>
    var interval: OrNull<[Double]>
  }

  struct Quantile: Encodable {
    var value: Double
    var low: OrNull<Double>
    var high: OrNull<Double>
  }

  struct Latency: Encodable {
    var count: Int
    var median: Quantile
    var percentile95: Quantile
  }

  struct Limit: Encodable {
    var setting: String
    var value: OrNull<Int>
    var atLeast: OrNull<Int>
    var atMost: OrNull<Int>
  }

  struct Measurement: Encodable {
    var attempts: Share
    var places: Share
    var peakLoad: Int
    var peakDemand: Int
    var latency: OrNull<Latency>
    var clients: Int
    var limit: OrNull<Limit>
    var oneClientsView: Bool
  }

  struct Difference: Encodable {
    var share: Double
    var interval: [Double]
  }

  struct Evidence: Encodable {
    var capture: String
    var frame: Int
    var time: String
    var client: String
    var text: String
    var load: Int
    var refused: Bool
  }

  var schema = "chokepoint.comparison/1"
  var captures: [String: Capture]
  var outcome: String
  /// The name of what decides, for programs, and the same for people.
  var reason: String
  var because: String
  var next: OrNull<String>
  var subject: OrNull<Subject>
  var before: OrNull<Measurement>
  var after: OrNull<Measurement>
  /// Of the shares of refused places, after less before.
  var difference: OrNull<Difference>
  var evidence: [Evidence]
  var remarks: [String]
}
