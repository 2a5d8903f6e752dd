import Mail
import Packets
import Sessions

/// One capture of a comparison, examined.
struct Examined {
  let examination: Examination
  let signIns: [SignInCase]
  let diagnosis: Diagnosis

  init(_ sessions: [MailSession], options: DiagnosisOptions) {
    examination = Examination(sessions, options: options)
    signIns = examination.signInCases()
    diagnosis = Diagnosis(
      examination, signIns: signIns, besides: examination.incidentsBesideSignIns())
  }

  /// What it has to say on the subject; nil where it has nothing.
  func matter(of subject: Comparison.Subject) -> Matter? {
    switch subject.cause?.countedOn ?? .signIns(perClient: false) {
    case .signIns(let perClient):
      let cases = signIns.filter { isOf($0, subject) }
      // Two accounts of one name in two domains: the one with more attempts.
      return cases.max { $0.attempts.count < $1.attempts.count }
        .map { Matter($0, perClient: perClient, in: examination) }
    case .openings(let perClient):
      return examination.openingCases(at: [subject.server])
        .first { $0.server == subject.server && !$0.attempts.isEmpty }
        .map { Matter($0, perClient: perClient, in: examination) }
    case .nothing: return nil
    }
  }

  private func isOf(_ signIn: SignInCase, _ subject: Comparison.Subject) -> Bool {
    signIn.server.address == subject.server.address && signIn.account?.user == subject.account
      && mailProtocol(of: signIn) == subject.mailProtocol
  }

  func mailProtocol(of signIn: SignInCase) -> MailProtocol {
    signIn.attempts.first.map { examination.sessions[$0.session].mailProtocol } ?? .imap
  }

  func family(of server: Endpoint) -> ServerFamily { examination.families.family(of: server) }

  /// Incidents on the subject's server that concern its account, or any; the gravest first.
  func incidents(on subject: Comparison.Subject) -> [Incident] {
    diagnosis.incidents.filter { incident in
      incident.server.address == subject.server.address
        && (incident.account == nil || subject.account == nil
          || incident.account == subject.account)
        && incident.confidence >= Diagnosis.undecided
        && mailProtocol(of: incident) == subject.mailProtocol
    }
  }

  private func mailProtocol(of incident: Incident) -> MailProtocol? {
    (examination.sessionsByServer[incident.server.address] ?? []).lazy
      .map { examination.sessions[$0] }
      .first { $0.server.port == incident.server.port }?.mailProtocol
  }

  /// Sessions of the subject's protocol inside TLS whose sign-ins cannot be seen.
  func encryptedSessions(on subject: Comparison.Subject) -> Int {
    (examination.unseenSessions[subject.server.address] ?? []).count {
      let session = examination.sessions[$0]
      return session.mailProtocol == subject.mailProtocol && session.tls != .none
    }
  }

  /// Connections that one agent of the account wants at the same time, and those of clients that
  /// there is one of (they also send mail: the UCCX server); nil without an agent.
  func connectionsPerAgent(of matter: Matter) -> (perAgent: Int, fixed: Int)? {
    let senders = Set(
      examination.sessions.lazy.filter { $0.mailProtocol == .smtp }.map(\.client.address))
    let places = Place.places(of: matter.tries, patience: Examination.patience)
    let byClient = Dictionary(grouping: places, by: \.client)
    let agents = byClient.filter { !senders.contains($0.key) }
      .map { Replay.peak(of: $0.value.map(\.want)) }.sorted()
    guard !agents.isEmpty else { return nil }
    let fixed = places.filter { senders.contains($0.client) }.map(\.want)
    return (max(1, agents[agents.count / 2]), Replay.peak(of: fixed))
  }
}

extension Cause {
  /// What a limit counts whose load a comparison can follow.
  enum Counted {
    case signIns(perClient: Bool)
    case openings(perClient: Bool)
    /// A rate, a size or a shortage: no load of connections tells whether it is gone.
    case nothing
  }

  var countedOn: Counted {
    switch self {
    case .connectionsPerUser, .storeSessions: .signIns(perClient: false)
    case .connectionsPerUserAndIP: .signIns(perClient: true)
    case .connectionsPerIP, .smtpConnectionsPerSource: .openings(perClient: true)
    case .connectionsTotal, .smtpConnectionsTotal: .openings(perClient: false)
    default: .nothing
    }
  }
}
