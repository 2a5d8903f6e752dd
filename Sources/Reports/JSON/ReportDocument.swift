/// The object that `analyze --format json` prints, schema `chokepoint.report/1`.
///
/// Keys may be added; none is renamed or dropped without a new schema number.
struct ReportDocument: Encodable {
  struct Capture: Encodable {
    var path: String
    var linkTypes: [String]
    var frames: Int
    var bytes: Int
    var start: OrNull<String>
    var end: OrNull<String>
    var warnings: [String]
  }

  struct Summary: Encodable {
    var connections: Int
    var sessions: Int
    var authentications: Int
    var failures: Int
    var accounts: Int
    var clients: Int
    var servers: Int
  }

  struct Limit: Encodable {
    var setting: String
    var value: OrNull<Int>
    var atLeast: OrNull<Int>
    var atMost: OrNull<Int>
    var basis: String
    var alsoFits: [String]
  }

  struct Alternative: Encodable {
    var verdict: String
    var cause: String
    var confidence: Double
    var because: String
  }

  struct Evidence: Encodable {
    var capture: Int
    var frame: Int
    var time: String
    var client: String
    var text: String
  }

  struct Remedy: Encodable {
    var id: String
    var title: String
    var commands: [String]
    var restart: OrNull<String>
    var because: String
  }

  struct BookLine: Encodable {
    var name: String
    var left: [String: Int]
    var right: [String: Int]
    var balances: Bool
  }

  struct Incident: Encodable {
    var id: String
    var verdict: String
    var cause: String
    var confidence: Double
    var server: String
    var family: String
    var account: OrNull<String>
    var accountAsSeen: OrNull<String>
    var clients: [String]
    var start: String
    var end: String
    var attempts: Int
    var successes: Int
    var failures: Int
    var limit: OrNull<Limit>
    var peakLoad: OrNull<Int>
    var peakDemand: OrNull<Int>
    var alternatives: [Alternative]
    var evidence: [Evidence]
    var remedies: [Remedy]
    var cannotShow: [String]
  }

  var schema = "chokepoint.report/1"
  var captures: [Capture]
  var summary: Summary
  var verdict: String
  var incidents: [Incident]
  /// One list a capture, with `--statistics` only.
  var books: [[BookLine]]?
}
