import Bytes
import Mail
import Packets
import Sessions

/// What the clients of an account want, refused or not.
extension Examination {
  /// How long a refused client wants its place when it does not come back.
  static let patience = Interval.seconds(2)

  /// The places that the account's clients wanted, with the client.
  func wants(of signIn: SignInCase) -> [(client: IPAddress, want: Want)] {
    Place.places(of: tries(of: signIn), patience: Self.patience).map { ($0.client, $0.want) }
  }

  /// The decisive attempts of an account as tries for places.
  func tries(of signIn: SignInCase) -> [Try] {
    var ends: [Int: Timestamp] = [:]
    ends.reserveCapacity(signIn.holdings.count)
    for (index, holding) in zip(signIn.holdingSessions, signIn.holdings) {
      let close = holding.closeLatest ?? max(sessions[index].last.time, captureEnd(of: index))
      ends[index] = max(holding.openLatest, close, ends[index] ?? holding.openLatest)
    }
    let attempts = signIn.attempts
    // A connection refused at first and accepted then, by another mechanism, wants one place.
    var accepted: Set<Int> = []
    for place in attempts.indices where !attempts[place].wasRefused {
      accepted.insert(attempts[place].session)
    }
    var tries: [Try] = []
    tries.reserveCapacity(attempts.count)
    for place in attempts.indices where attempts[place].isDecisive {
      let session = attempts[place].session
      guard !attempts[place].wasRefused || !accepted.contains(session) else { continue }
      let answer = attempts[place].answer.time
      tries.append(
        Try(
          client: attempts[place].client, start: sessions[session].first.time, answer: answer,
          wasRefused: attempts[place].wasRefused, end: ends[session] ?? answer))
    }
    return tries
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
