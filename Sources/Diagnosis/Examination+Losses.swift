import Bytes
import Mail
import Packets
import Sessions

/// Networks that lose so much that mail sessions fail or crawl.
extension Examination {
  private enum Loss {
    /// Share of segments sent again from which a session counts as lossy, in percent.
    static let sessionPercent = 5
    /// The same over all sessions of the clients concerned.
    static let pathPercent = 5
    /// Segments sent again before a session counts.
    static let least = 3
    /// An answer that took so long makes a session crawl.
    static let stall = Interval.seconds(2)
  }

  /// Retransmissions alone are no incident: sessions must have failed or stalled, two at least.
  ///
  /// Counter-examples: bytes that the receiver acknowledged and the capture lacks were lost by the
  /// sensor; copies that a span port made are no retransmissions (the streams know them); a server
  /// that thinks for long sends nothing twice.
  func lossIncidents() -> [Incident] {
    var groups: [Endpoint: [Int]] = [:]
    for index in sessions.indices where isLossy(sessions[index]) {
      groups[sessions[index].server, default: []].append(index)
    }
    return groups.keys.sorted().compactMap { server in
      incident(ofLossAt: server, in: groups[server] ?? [])
    }
  }

  private func isLossy(_ session: MailSession) -> Bool {
    let again = session.resentSegments
    let sent = session.segments.client + session.segments.server
    guard session.opening != .unanswered, session.opening != .refused, again >= Loss.least,
      again * 100 >= sent * Loss.sessionPercent
    else { return false }
    return session.synCount > 1 || isBroken(session)
      || session.authentications.contains { ($0.latency ?? .zero) >= Loss.stall }
      || session.commands.facts.contains { $0.total >= Loss.stall }
  }

  /// Whether what the client asked for came to nothing, not only late.
  private func isBroken(_ session: MailSession) -> Bool {
    let isReset = session.closing == .clientRST || session.closing == .serverRST
    return session.authentications.contains { $0.response == nil }
      || (isReset || session.closing == .open) && session.unansweredCommands > 0
  }

  /// The clients whose sessions suffer, and those on whose way as much is lost.
  private func clients(ofLossIn lossy: [Int], at server: Endpoint) -> [IPAddress] {
    let suffering = Set(lossy.map { sessions[$0].client.address })
    let byClient = Dictionary(grouping: places(at: server)) { sessions[$0].client.address }
    let others = byClient.filter { client, own in
      guard !suffering.contains(client) else { return false }
      let sent = own.reduce(0) {
        $0 + sessions[$1].segments.client + sessions[$1].segments.server
      }
      let again = own.reduce(0) { $0 + sessions[$1].resentSegments }
      return again >= Loss.least && again * 100 >= sent * Loss.pathPercent
    }
    return unique(Array(suffering) + others.keys)
  }

  private func incident(ofLossAt server: Endpoint, in lossy: [Int]) -> Incident? {
    let clients = clients(ofLossIn: lossy, at: server)
    let concerned = (sessionsByServer[server.address] ?? []).filter {
      sessions[$0].server == server && clients.contains(sessions[$0].client.address)
    }
    let sent = concerned.reduce(0) {
      $0 + sessions[$1].segments.client + sessions[$1].segments.server
    }
    let again = concerned.reduce(0) { $0 + sessions[$1].resentSegments }
    guard lossy.count >= options.repeatedRefusals, again * 100 >= sent * Loss.pathPercent,
      let first = lossy.first
    else { return nil }
    let unseen = concerned.reduce(0) {
      $0 + sessions[$1].unseenBytes.client + sessions[$1].unseenBytes.server
    }
    // Some 1,000 bytes a segment: a sensor that lost more than the network makes its word weaker.
    let isSensorPoor = unseen / 1_000 > again
    var incident = blank(
      cause: .lossy, confidence: isSensorPoor ? 0.55 : (lossy.count >= 5 ? 0.9 : 0.8),
      server: server, family: families.family(of: server))
    incident.start = lossy.map { sessions[$0].first.time }.min() ?? sessions[first].first.time
    incident.end = lossy.map { sessions[$0].last.time }.max() ?? sessions[first].last.time
    incident.failures = concerned.count { isBroken(sessions[$0]) }
    incident.attempts = concerned.count
    incident.successes = incident.attempts - incident.failures
    incident.clients = clients
    let accounts = Set(concerned.map { sessions[$0].signedInAccount?.user })
    if accounts.count == 1, let account = accounts.first { incident.account = account }
    incident.alternatives = [
      Alternative(
        cause: .unavailable, confidence: 0.05,
        because: "\(again) of \(sent) segments were sent again; a slow server sends none twice")
    ]
    addEvidence(of: lossy.map(symptom), to: &incident)
    return complete(incident, sessions: Set(lossy))
  }

  private func symptom(ofLossIn index: Int) -> Symptom {
    let session = sessions[index]
    let sent = session.segments.client + session.segments.server
    return Symptom(
      rule: "lossy", session: index, causes: [.lossy], request: session.first,
      answer: session.last,
      evidence: .own("\(session.resentSegments) of \(sent) segments sent again"))
  }
}
