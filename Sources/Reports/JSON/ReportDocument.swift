/// The object that `analyze --format json` prints, schema `chokepoint.report/1`.
///
/// Keys may be added; none is renamed or dropped without a new schema number.
struct ReportDocument: Encodable {
  struct Capture: Encodable {
    var path: String
    var linkTypes: [String]
    var frames: Int
    var bytes: Int
    var start: String?
    var end: String?
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
    var value: Int?
    var atLeast: Int?
    var atMost: Int?
    var basis: String
    var alsoFits: [String]

    private enum CodingKeys: CodingKey {
      case setting, value, atLeast, atMost, basis, alsoFits
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(setting, forKey: .setting)
      // Null says "not exact"; a key that is missing would say nothing.
      try container.encode(value, forKey: .value)
      try container.encode(atLeast, forKey: .atLeast)
      try container.encode(atMost, forKey: .atMost)
      try container.encode(basis, forKey: .basis)
      try container.encode(alsoFits, forKey: .alsoFits)
    }
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
    var restart: String?
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
    var account: String?
    var accountAsSeen: String?
    var clients: [String]
    var start: String
    var end: String
    var attempts: Int
    var successes: Int
    var failures: Int
    var limit: Limit?
    var peakLoad: Int?
    var peakDemand: Int?
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
