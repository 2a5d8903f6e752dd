import Bytes
import Mail
import Packets
import Sessions

/// What all incidents have: who, when, how often, and the frames that show it.
extension Examination {
  func blank(
    cause: Cause, confidence: Double, server: Endpoint, family: ServerFamily
  ) -> Incident {
    Incident(
      cause: cause, confidence: confidence, server: server, family: family, clients: [],
      workstations: [:], start: Timestamp(nanoseconds: 0), end: Timestamp(nanoseconds: 0),
      attempts: 0, successes: 0, failures: 0, timeline: [], alternatives: [], evidence: [],
      words: [], plan: nil, view: view(of: server.address), reservations: [])
  }

  func incident(
    of signIn: SignInCase, cause: Cause, confidence: Double, family: ServerFamily
  ) -> Incident {
    var incident = blank(
      cause: cause, confidence: confidence, server: signIn.server, family: family)
    incident.account = signIn.account?.user
    incident.attempts = signIn.attempts.count
    incident.successes = signIn.successes.count
    incident.failures = signIn.refusals.count
    incident.clients = unique(signIn.refusals.map(\.client))
    let symptoms = signIn.refusals.compactMap(\.symptom)
    incident.start = symptoms.map(\.answer.time).min() ?? incident.start
    incident.end = symptoms.map(\.answer.time).max() ?? incident.end
    addEvidence(of: symptoms, to: &incident)
    for attempt in signIn.attempts {
      for fact in sessions[attempt.session].authentications {
        if incident.accountAsSeen == nil { incident.accountAsSeen = fact.accountAsSeen }
        if let name = fact.workstation { incident.workstations[attempt.client] = name }
      }
    }
    return incident
  }

  func incident(
    of opening: OpeningCase, cause: Cause, confidence: Double, family: ServerFamily
  ) -> Incident {
    var incident = blank(
      cause: cause, confidence: confidence, server: opening.server, family: family)
    incident.attempts = opening.attempts.count
    incident.successes = opening.successes.count
    incident.failures = opening.refusals.count
    incident.clients = unique(opening.refusals.map(\.client))
    let symptoms = opening.refusals.compactMap(\.symptom)
    incident.start = symptoms.map(\.request.time).min() ?? incident.start
    incident.end = symptoms.map(\.answer.time).max() ?? incident.end
    addEvidence(of: symptoms, to: &incident)
    incident.course = course(of: opening)
    return incident
  }

  /// Adds what needs all sessions: loads, retries, what the capture cannot show.
  func complete(_ incident: Incident, signIn: SignInCase) -> Incident {
    var incident = incident
    let timeline = countedTimeline(of: signIn, for: incident)
    incident.peakLoad = timeline.peak
    incident.timeline = timeline.points
    incident.course = course(of: signIn)
    let begun = incident
    let (completed, demand) = concurrently(
      { complete(begun, sessions: Set(signIn.attempts.map(\.session))) },
      { countedDemand(of: signIn, for: begun) })
    incident = completed
    incident.peakDemand = demand
    incident.ghosts = ghosts(of: signIn)
    return incident
  }

  /// The load as the cause counts it: of the account, or of its busiest refused client.
  private func countedTimeline(of signIn: SignInCase, for incident: Incident) -> LoadTimeline {
    guard incident.cause == .connectionsPerUserAndIP else { return signIn.load }
    let timelines = incident.clients.map { client in
      LoadTimeline(
        zip(signIn.holdingSessions, signIn.holdings)
          .filter { sessions[$0.0].client.address == client }.map(\.1))
    }
    return timelines.max { $0.peak < $1.peak } ?? LoadTimeline([])
  }

  /// What was wanted at one time, counted in the same way.
  private func countedDemand(of signIn: SignInCase, for incident: Incident) -> Int {
    let wants = wants(of: signIn)
    guard incident.cause == .connectionsPerUserAndIP else {
      return Replay.peak(of: wants.map(\.want))
    }
    return Dictionary(grouping: wants, by: \.client).values
      .map { Replay.peak(of: $0.map(\.want)) }.max() ?? 0
  }

  func complete(_ incident: Incident, sessions own: Set<Int>) -> Incident {
    var incident = incident
    incident.retries = retries(after: incident, among: own)
    incident.reservations = reservations(about: incident.server.address)
    if let near = nearUsualValue(incident) { incident.reservations.append(near) }
    incident.reservations += (incident.limit?.lifted ?? []).map { .limitLifted($0) }
    return incident
  }

  /// A doubt about a value that no load in view can settle: holders that are never seen, and never
  /// leave, only make the limit look lower.
  private func nearUsualValue(_ incident: Incident) -> Reservation? {
    guard let limit = incident.limit, limit.basis == .inferred, let value = limit.value else {
      return nil
    }
    let known = KnownLimits.settings(of: incident.family, for: incident.cause)
    return known.first { (1...Self.fewHolders).contains($0.value - value) }
      .map { .nearUsualValue($0, missing: $0.value - value) }
  }

  /// Connections that a UCCX server, or a forgotten client, may hold beside the agents.
  private static let fewHolders = 3

  func addEvidence(of symptoms: [Symptom], to incident: inout Incident) {
    incident.course = course(of: symptoms)
    let sorted = symptoms.sorted {
      (sessions[$0.session].capture, $0.answer.frame) < (
        sessions[$1.session].capture, $1.answer.frame
      )
    }
    incident.evidence = sorted.prefix(options.evidenceLimit).map { symptom in
      let session = sessions[symptom.session]
      let workstation = symptom.authentication.flatMap { session.authentications[$0].workstation }
      return Evidence(
        capture: session.capture, stamp: symptom.answer, client: session.client,
        workstation: workstation, text: symptom.evidence)
    }
    var counts: [WireText: Int] = [:]
    for case .wire(let text) in symptoms.map(\.evidence) { counts[text, default: 0] += 1 }
    incident.words = counts.sorted { ($1.value, $0.key.order) < ($0.value, $1.key.order) }
      .prefix(5).map(\.key)
  }

  func unique(_ addresses: [IPAddress]) -> [IPAddress] { Set(addresses).sorted() }
}

extension WireText {
  /// A key to sort by where nothing else decides.
  fileprivate var order: String { String(decoding: bytes, as: UTF8.self) }
}
