import Bytes
import Mail
import Packets
import Sessions

/// What the clients of an account want, refused or not.
extension Examination {
  /// How long a refused client wants its place when it does not come back.
  private static let patience = Interval.seconds(2)

  /// The places that the account's clients wanted, with the client.
  ///
  /// An accepted connection wants its place while it is open; a refused one until the same client's
  /// next connection, which takes over its want, or for two seconds.
  func wants(of signIn: SignInCase) -> [(client: IPAddress, want: Want)] {
    var wants: [(client: IPAddress, want: Want)] = []
    for (index, holding) in zip(signIn.holdingSessions, signIn.holdings) {
      let end = holding.closeLatest ?? max(sessions[index].last.time, captureEnd(of: index))
      wants.append(
        (
          sessions[index].client.address,
          Want(start: holding.openEarliest, end: max(holding.openLatest, end))
        ))
    }
    for attempt in signIn.refusals where attempt.isDecisive {
      let latest = attempt.answer.time.advanced(by: Self.patience)
      let next = nextConnection(after: attempt.session, from: attempt.answer.time) ?? latest
      wants.append(
        (
          attempt.client,
          Want(start: sessions[attempt.session].first.time, end: min(next, latest))
        ))
    }
    return wants
  }

  /// What other agents, or another limit, would make of the recorded demand; nil where none was
  /// asked for.
  func whatIf(_ signIns: [SignInCase]) -> [WhatIf] {
    guard options.agents != nil || options.limit != nil else { return [] }
    return signIns.compactMap { signIn in
      guard let account = signIn.account?.user else { return nil }
      return whatIf(signIn, account: account)
    }.sorted { $0.peakDemand > $1.peakDemand }
  }

  private func whatIf(_ signIn: SignInCase, account: String) -> WhatIf? {
    let byClient = Dictionary(grouping: wants(of: signIn), by: \.client)
      .mapValues { $0.map(\.want) }
    // The UCCX server is the one that sends mail as well.
    let senders = Set(
      sessions.lazy.filter { $0.mailProtocol == .smtp }.map(\.client.address))
    let agents = byClient.keys.filter { !senders.contains($0) }.sorted()
    guard !agents.isEmpty else { return nil }
    let replay = Replay(
      fixed: byClient.keys.filter { senders.contains($0) }.sorted().flatMap { byClient[$0] ?? [] },
      agents: agents.map { byClient[$0] ?? [] })
    let count = options.agents ?? agents.count
    let wants = replay.wants(agents: count)
    let peak = Replay.peak(of: wants)
    let family = families.family(of: signIn.server)
    return WhatIf(
      server: signIn.server, account: account, recordedAgents: agents.count, agents: count,
      fixedClients: byClient.count - agents.count, peakDemand: peak,
      trial: options.limit.map {
        WhatIf.Trial(
          limit: $0, wanted: wants.count, refused: Replay.refused(wants, limit: $0))
      }, sufficient: Remedies.size(forDemand: peak),
      bindsNext: KnownLimits.binding(family, below: peak, besides: options.limit))
  }
}
