/// The object that `analyze --format json` prints, schema `chokepoint.report/1`.
///
/// Keys may be added; none is renamed or dropped without a new schema number.
struct ReportDocument: Encodable {
  struct Capture: Encodable {
    var path: String
    var linkTypes: [String]
    var frames: Int
    var bytes: Int
    /// Frames that the capturing system says it lost.
    var drops: Int
    /// Of the file as it was read, in hexadecimal; left out where nobody asked for it.
    var sha256: String?
    var start: OrNull<String>
    var end: OrNull<String>
    var warnings: [String]
    /// How its clock stands to the case's, where there are several captures.
    var clock: Clock?
  }

  /// `reference`, `fitted` or `apart`; offset and uncertainty in seconds, drift in parts per million.
  struct Clock: Encodable {
    var alignment: String
    var offset: Double?
    var drift: Double?
    var uncertainty: Double?
    var sharedConnections: Int?
  }

  /// The file with the frames that prove the incidents.
  struct EvidenceFile: Encodable {
    var path: String
    var frames: Int
    var redacted: Bool
    var addressesMapped: Bool
    var replacedBytes: Int
    var fragmentsWithoutPayload: Int

    init(_ file: Reports.EvidenceFile) {
      path = file.path
      frames = file.frames
      redacted = file.isRedacted
      addressesMapped = file.hasOtherAddresses
      replacedBytes = file.replacedBytes
      fragmentsWithoutPayload = file.fragmentsWithoutPayload
    }
  }

  struct Summary: Encodable {
    var connections: Int
    var sessions: Int
    var authentications: Int
    var failures: Int
    var accounts: Int
    var clients: Int
    var servers: Int
    /// Bytes of mail streams that the captures lack.
    var missingBytes: Int
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
    var read: [String]
    var verify: [String]
  }

  struct NotNeeded: Encodable {
    var step: String
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
    /// What agents see of it: `ready-grey`, `loading`, `mail-not-routed`, `mail-not-retrieved`,
    /// `replies-not-sent`.
    var agentsSee: [String]
    /// What each client had of it, those that were refused most first.
    var byClient: [ClientTally]
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
    var notNeeded: [NotNeeded]
    var serverVersion: OrNull<String>
    var nextLimit: OrNull<String>
    var cannotShow: [String]
    var view: View
    var retries: OrNull<Retries>
    var ghosts: OrNull<Ghosts>
    /// Only where a record of the server says something to the incident.
    var otherEvidence: [OtherEvidence]?
  }

  /// Attempts of one client address, and the slots that it held when the first attempt of all was
  /// refused.
  struct ClientTally: Encodable {
    var client: String
    var workstation: OrNull<String>
    var accepted: Int
    var refused: Int
    var heldAtFirstRefusal: Int
    /// Whether it sends mail as well, as the UCCX server does.
    var sendsMail: Bool
  }

  /// What the captures show of an incident, and what confidence that leaves.
  struct View: Encodable {
    var clients: Int
    var sessions: Int
    var begunBefore: Int
    var encrypted: Int
    var incomplete: Int
    var bothDirections: Bool
    var trust: Double
  }

  /// Durations in seconds, shares from 0 to 1.
  struct Retries: Encodable {
    struct BackOff: Encodable {
      var asked: Double
      var obeyed: Int
      var ignored: Int
    }

    struct Secrets: Encodable {
      var compared: Int
      var distinct: Int
      var guessing: Bool
    }

    var connections: Int
    var refusedConnections: Int
    var tries: Int
    var medianPause: Double
    var attemptsPerSuccess: OrNull<Double>
    var shareOfConnections: Double
    var storm: Bool
    var backOff: OrNull<BackOff>
    var secrets: OrNull<Secrets>
  }

  struct Ghosts: Encodable {
    var ended: Int
    var open: Int
    var longestSilence: Double
  }

  struct Headroom: Encodable {
    var server: String
    var account: String
    var peak: Int
    var limit: Int
    var setting: String
    var basis: String
    var share: Double
    var warning: Bool
  }

  struct WhatIf: Encodable {
    struct Trial: Encodable {
      var limit: Int
      var wanted: Int
      var refused: Int
    }

    struct Next: Encodable {
      var setting: String
      var value: Int
    }

    var server: String
    var account: String
    var recordedAgents: Int
    var agents: Int
    var fixedClients: Int
    var peakDemand: Int
    var sufficient: Int
    var trial: OrNull<Trial>
    var bindsNext: [Next]
  }

  var schema = "chokepoint.report/1"
  var captures: [Capture]
  var summary: Summary
  var verdict: String
  var incidents: [Incident]
  /// Incidents beyond the limit of their number; left out where there are none.
  var incidentsDropped: Int?
  var headroom: [Headroom]
  /// With `--agents` or `--limit` only.
  var whatIf: [WhatIf]?
  /// One list a capture, with `--statistics` only.
  var books: [[BookLine]]?
  /// The limits that each capture met and how often, with `--statistics` only.
  var limitsMet: [[String: Int]]?
  var evidenceFile: EvidenceFile?
}
