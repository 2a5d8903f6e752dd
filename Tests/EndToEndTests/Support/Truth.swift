/// What a capture's truth file says; `Captures/README.md` explains each key.
struct Truth: Decodable {
  struct Limit: Decodable {
    var value: Int?
    var atLeast: Int?
    var atMost: Int?
  }

  /// Another incident in the same capture.
  struct Other: Decodable {
    var verdict: String
    var cause: String
    var clients: [String]
    var attempts: Int
    var successes: Int
    var failures: Int
    /// Where it is about something of its own; else the main incident's.
    var server: String?
    var account: String?
    var limit: Limit?
  }

  /// Decisions that fell just before a late start and may be answered in the capture.
  struct Edge: Decodable {
    var successes = 0
    var failures = 0
  }

  var capture: String
  var verdict: String
  var cause: String?
  var limit: Limit?
  var account: String?
  var server: String
  var attempts: Int
  var successes: Int
  var failures: Int
  var clients: [String]
  var view: String
  var peakLoad: Int?
  var failuresBy: [String: Int]?
  var also: [Other]?
  var accountsAsSeen: [String]?
  var edge: Edge?
  /// Outcomes that the capture may lack.
  var unseen: Edge?
}
