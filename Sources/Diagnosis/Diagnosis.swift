package import Packets
package import Sessions

/// What a set of sessions means: the verdict, and the incidents behind it, the gravest first.
package struct Diagnosis: Sendable {
  package var verdict: Verdict
  package var incidents: [Incident]
  /// Incidents that were found beside those, and are not kept.
  package var incidentsDropped: Int
  /// The highest load of each account and server, also where nothing was refused.
  package var loads: [AccountLoad]
  /// How close each account came to its limit, the closest first.
  package var headroom: [Headroom]
  /// What was asked about other agents or another limit.
  package var whatIf: [WhatIf]
  package var visibility: Visibility

  /// Confidence below which an incident is only suspected.
  package static let suspected = 0.7
  /// Confidence below which no verdict is given.
  package static let undecided = 0.5
}

/// How many connections an account held on a server.
package struct AccountLoad: Sendable {
  package var server: Endpoint
  package var account: String
  package var peakLoad: Int
  package var signIns: Int
}

/// What the captures could show.
package struct Visibility: Sendable {
  package var sessions: Int
  package var clients: Int
  package var servers: Int
  package var accounts: Int
  package var encryptedSessions: Int
  package var sessionsBeforeCapture: Int
  package var missingBytes: Int
  package var authentications: Int
  package var failures: Int
  /// Whether both directions of any session were captured.
  package var showsAnswers: Bool
  /// Whether any server was heard to greet or answer outside TLS.
  package var showsWords: Bool
}

extension Diagnosis {
  /// Weighs all sessions of one or more captures.
  package init(of sessions: [MailSession], options: DiagnosisOptions = DiagnosisOptions()) {
    let examination = Examination(sessions, options: options)
    let (signIns, others) = concurrently(
      { examination.signInCases() }, { examination.incidentsBesideSignIns() })
    self.init(examination, signIns: signIns, besides: others)
  }

  /// Weighs what an examination has gathered already.
  init(_ examination: Examination, signIns: [SignInCase], besides others: [Incident]) {
    let weighed = ServerEvidence.weigh(
      examination.incidents(of: signIns) + others, with: examination.options.records,
      sessions: examination.sessions
    ).sorted(by: Self.isGraver)
    incidents = Array(weighed.prefix(examination.options.incidentLimit))
    incidentsDropped = weighed.count - incidents.count
    loads = examination.loads(of: signIns)
    headroom = examination.headroom(of: signIns, incidents: incidents)
    whatIf = examination.whatIf(signIns)
    // Last, as records may have changed the causes and the limits.
    incidents = examination.planned(incidents, whatIf: whatIf)
    visibility = examination.visibility
    verdict = Self.verdict(incidents, visibility: visibility)
  }

  /// Graver is what is surer, then what turned away more.
  private static func isGraver(_ left: Incident, _ right: Incident) -> Bool {
    let (one, other) = (left.weight, right.weight)
    if one != other { return one > other }
    return (left.start, left.cause.rawValue) < (right.start, right.cause.rawValue)
  }

  private static func verdict(_ incidents: [Incident], visibility: Visibility) -> Verdict {
    if let first = incidents.first {
      return first.confidence >= undecided ? first.verdict : .inconclusive
    }
    if visibility.sessions == 0 { return .inconclusive }
    // Where no answer of any server is in the captures, nothing says that all went well.
    if !visibility.showsAnswers { return .inconclusive }
    let nothingReadable = visibility.authentications == 0 && !visibility.showsWords
    return nothingReadable ? .inconclusive : .healthy
  }
}

extension Incident {
  fileprivate var weight: Double {
    confidence * Double(failures) / Double(max(1, attempts + failures)) + confidence
  }
}
