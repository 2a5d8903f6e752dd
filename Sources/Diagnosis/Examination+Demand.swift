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
  /// An accepted connection wants its place while it is open. A refused one wants it until the same
  /// client's next try takes the want over, or for two seconds: tries for one place are one want.
  func wants(of signIn: SignInCase) -> [(client: IPAddress, want: Want)] {
    let ends = Dictionary(
      zip(signIn.holdingSessions, signIn.holdings).map { index, holding in
        let close = holding.closeLatest ?? max(sessions[index].last.time, captureEnd(of: index))
        return (index, max(holding.openLatest, close))
      }, uniquingKeysWith: max)
    let byClient = Dictionary(grouping: signIn.attempts.filter(\.isDecisive), by: \.client)
    return byClient.keys.sorted().flatMap { client in
      wants(of: byClient[client] ?? [], ends: ends).map { (client, $0) }
    }
  }

  /// The wants of one client; `ends` tells when its accepted connections closed.
  private func wants(of attempts: [SignInCase.Attempt], ends: [Int: Timestamp]) -> [Want] {
    var wants: [Want] = []
    // Places of wants that were refused and may be asked for again, the oldest first.
    var waiting: [Int] = []
    let ordered = attempts.map { (start: sessions[$0.session].first.time, attempt: $0) }
      .sorted { $0.start < $1.start }
    for (start, attempt) in ordered {
      waiting.removeAll { wants[$0].end < start }
      let end =
        ends[attempt.session] ?? attempt.answer.time.advanced(by: Self.patience)
      // A want whose refusal is not out yet cannot be what this try repeats.
      if let place = waiting.firstIndex(where: {
        wants[$0].end.since(start) <= Self.patience
      }) {
        let index = waiting.remove(at: place)
        wants[index].end = max(wants[index].end, end)
        if attempt.wasRefused { waiting.append(index) }
        continue
      }
      wants.append(Want(start: start, end: end))
      if attempt.wasRefused { waiting.append(wants.count - 1) }
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
