import Bytes
import Packets
import Sessions

/// The most that clients wanted where connections, messages or recipients were turned away.
struct WantedPeaks {
  private let examination: Examination
  private let openings: [Endpoint: OpeningCase]
  private let byServer: [Endpoint: [Int]]

  private static let connectionCauses: Set<Cause> = [
    .connectionsPerIP, .connectionsTotal, .smtpConnectionsPerSource, .smtpConnectionsTotal,
  ]
  private static let rateCauses: Set<Cause> = [.smtpMessageRate, .smtpRecipientRate]

  /// Gathers, once for all incidents, what those of the causes above need.
  init(_ examination: Examination, _ incidents: [Incident]) {
    self.examination = examination
    let needsOpenings = incidents.contains { Self.connectionCauses.contains($0.cause) }
    openings = Dictionary(
      (needsOpenings ? examination.openingCases() : []).map { ($0.server, $0) },
      uniquingKeysWith: { first, _ in first })
    let rated = Set(incidents.lazy.filter { Self.rateCauses.contains($0.cause) }.map(\.server))
    byServer = Dictionary(
      grouping: rated.isEmpty
        ? []
        : examination.sessions.indices.filter { rated.contains(examination.sessions[$0].server) }
    ) { examination.sessions[$0].server }
  }

  /// In what the cause's limit counts; nil for causes whose demand is known otherwise.
  func peak(of incident: Incident) -> Int? {
    switch incident.cause {
    case .connectionsTotal, .smtpConnectionsTotal: connections(at: incident.server)
    case .connectionsPerIP, .smtpConnectionsPerSource:
      connections(at: incident.server, of: Set(incident.clients))
    case .smtpMessageRate: rate(.sender, incident)
    case .smtpRecipientRate: rate(.recipient, incident)
    default: nil
    }
  }

  /// Of all clients together, or of the busiest of some.
  private func connections(at server: Endpoint, of clients: Set<IPAddress>? = nil) -> Int? {
    guard let opening = openings[server] else { return nil }
    let tries = opening.attempts.map { attempt in
      Try(
        client: attempt.client, start: examination.sessions[attempt.session].first.time,
        answer: attempt.answer.time, wasRefused: attempt.symptom != nil,
        end: max(attempt.answer.time, examination.sessions[attempt.session].last.time))
    }
    let places = Place.places(of: tries, patience: Examination.patience)
    guard let clients else { return Replay.peak(of: places.map(\.want)) }
    return Dictionary(grouping: places.filter { clients.contains($0.client) }, by: \.client)
      .values.map { Replay.peak(of: $0.map(\.want)) }.max()
  }

  /// Commands of one client in its busiest minute, tried again or not; of one connection where the
  /// limit counts those.
  private func rate(_ step: TransactionFact.Step, _ incident: Incident) -> Int? {
    let own = byServer[incident.server] ?? []
    func times(_ index: Int) -> [Timestamp] {
      examination.sessions[index].transactions.lazy.filter { $0.step == step }.map(\.request.time)
    }
    if incident.limit?.setting.contains("per_connection") == true {
      return own.map { times($0).count }.max()
    }
    return Dictionary(grouping: own) { examination.sessions[$0].client.address }.values
      .map { Self.most($0.flatMap(times).sorted(), within: TransactionRate.window) }.max()
  }

  /// The most instants within a window, in O(n) for sorted ones.
  static func most(_ times: [Timestamp], within window: Interval) -> Int {
    var oldest = 0
    var most = 0
    for (place, time) in times.enumerated() {
      while time.since(times[oldest]) >= window { oldest += 1 }
      most = max(most, place - oldest + 1)
    }
    return most
  }
}
