import Bytes
import Mail
import Packets
import Sessions

/// Accounts that a server slows down without a word: the micro-delays of a budget.
extension Examination {
  private enum Delay {
    /// Timed commands of the account, and of the others at the same times.
    static let commands = 40
    static let others = 10
    /// Rank correlation of think time and load.
    static let correlation = 0.5
    /// The same where the load is the use of the last minute, which mostly grows from the start.
    static let useCorrelation = 0.8
    /// How many times longer the commands at most load took than those at least load.
    static let growth = 3.0
    /// What they took at most load, in seconds.
    static let slow = 0.25
    /// How much the others may have slowed down in the same seconds.
    static let spread = 1.5
    /// What counts as the same time.
    static let near = Interval.seconds(5)
    /// Percent of segments sent again from which the network may be to blame.
    static let lossPercent = 3
    /// Accounts of one server that are compared with each other: those with most commands.
    static let accounts = 64
  }

  /// The account with its commands, and what it held.
  private struct Subject {
    var signIn: SignInCase
    /// By connections open.
    var times: ThinkTimes
    /// By the commands of the minute before.
    var byUse: ThinkTimes
  }

  /// Think times that grow with one account's own load while others stay fast.
  ///
  /// The load is the account's open connections or, as a budget is spent by commands, the commands
  /// of the minute before; those must slow down on several connections at once, as one client may
  /// ask for ever harder things. Suspected only, unless several clients of the account are slow
  /// while several other accounts are fast. Counter-examples: all accounts slow down together (disk, processor, network:
  /// no throttling); nobody else was there to compare with; a large answer that takes long to come
  /// in (only its first byte counts); a path that loses segments.
  func delayIncidents(_ signIns: [SignInCase]) -> [Incident] {
    let timed = signIns.filter { $0.account != nil }.map { ($0, commands: timedCommands(of: $0)) }
    guard timed.contains(where: { mayBeSlow($0.commands) }) else { return [] }
    let subjects = Dictionary(
      grouping: timed.map { signIn, commands in
        Subject(
          signIn: signIn, times: thinkTimes(of: signIn, commands),
          byUse: ThinkTimes(
            zip(commands, ThinkTimes.use(commands)).map { ($0.session, $0.fact, $1) }, by: .use))
      }, by: \.signIn.server.address)
    let stated = Set(
      symptoms.filter { $0.causes == [.budgetDelay] }.map { sessions[$0.session].server.address })
    return subjects.keys.sorted().filter { !stated.contains($0) }.flatMap { server in
      let all = (subjects[server] ?? []).sorted {
        $0.times.samples.count > $1.times.samples.count
      }.prefix(Delay.accounts)
      return all.indices.compactMap { place in
        let others = all.indices.filter { $0 != place }.map { all[$0] }
        return incident(ofDelays: all[place], beside: others)
      }
    }
  }

  /// What the account asked for after it had signed in.
  private func timedCommands(of signIn: SignInCase) -> [(session: Int, fact: CommandFact)] {
    Set(signIn.holdingSessions).sorted().flatMap { index in
      let session = sessions[index]
      guard
        let signedIn = session.authentications.last(where: { $0.result == .accepted })?.answer.time
      else { return [(session: Int, fact: CommandFact)]() }
      return session.commands.evenly.filter {
        $0.request.time >= signedIn && $0.name != .logout && $0.name != .other
          && $0.outcome.isSuccess
      }.map { (session: index, fact: $0) }
    }
  }

  private func thinkTimes(
    of signIn: SignInCase, _ commands: [(session: Int, fact: CommandFact)]
  ) -> ThinkTimes {
    let timeline = signIn.load
    return ThinkTimes(
      commands.map { index, fact in
        let load = timeline.load(from: fact.request.time, through: fact.request.time).lowerBound
        return (session: index, fact: fact, load: load)
      })
  }

  private func incident(ofDelays own: Subject, beside others: [Subject]) -> Incident? {
    for times in [own.times, own.byUse] where growsWithLoad(times) && isPathClean(own, times) {
      let busy = times.high.map(\.fact.request.time).sorted()
      let beside = others.map { other in
        (then: other.times.samples.filter { isNear($0.fact.request.time, busy) }, of: other)
      }.filter { $0.then.count >= Delay.others }
      // With nobody to compare with, a slow server and a slowed account look the same.
      guard !beside.isEmpty else { continue }
      let areFast = beside.allSatisfy { other in
        other.then.medianThink * Delay.growth <= times.high.medianThink
          && other.then.medianRatio <= Delay.spread
      }
      guard areFast else { continue }
      let other = ThinkTimes.median(beside.flatMap { $0.then.map(\.think) })
      return incident(
        ofDelays: own, times, whileOthersTook: other, areSeveral: beside.count > 1)
    }
    return nil
  }

  /// Whether enough commands were slow for `growsWithLoad`, whatever the loads: mostly they were not,
  /// and nothing needs to be sorted then.
  private func mayBeSlow(_ commands: [(session: Int, fact: CommandFact)]) -> Bool {
    let names = Set(commands.lazy.map(\.fact.name)).count
    // Of rare commands no usual time is known; half of a quarter of the others must be slow.
    let samples = max(Delay.commands, commands.count - (ThinkTimes.usual - 1) * names)
    let slow = commands.lazy.filter { Double($0.fact.think.nanoseconds) / 1e9 >= Delay.slow }.count
    return slow >= (samples / 4 + 1) / 2
  }

  private func growsWithLoad(_ times: ThinkTimes) -> Bool {
    guard times.samples.count >= Delay.commands,
      times.high.medianLoad >= times.low.medianLoad + 2,
      times.correlation >= (times.kind == .use ? Delay.useCorrelation : Delay.correlation),
      times.high.medianThink >= Delay.slow,
      times.high.medianRatio >= Delay.growth * times.low.medianRatio
    else { return false }
    return times.kind == .connections || Set(times.high.map(\.session)).count > 1
  }

  private func incident(
    ofDelays own: Subject, _ times: ThinkTimes, whileOthersTook other: Double, areSeveral: Bool
  ) -> Incident {
    let bound = Delay.growth * times.low.medianThink
    let slow = times.samples.filter { $0.think >= max(bound, Delay.slow) }
    var incident = blank(
      cause: .budgetDelay, confidence: 0.65, server: own.signIn.server,
      family: families.family(of: own.signIn.server))
    incident.account = own.signIn.account?.user
    incident.accountAsSeen =
      own.signIn.attempts.lazy
      .flatMap { sessions[$0.session].authentications }.compactMap(\.accountAsSeen).first
    incident.attempts = times.samples.count
    // Late as they were, they did what they were asked for.
    incident.successes = times.samples.count
    incident.clients = unique(slow.map { sessions[$0.session].client.address })
    if areSeveral, incident.clients.count > 1 { incident.confidence = 0.75 }
    incident.start = slow.map(\.fact.request.time).min() ?? incident.start
    incident.end = slow.map(\.fact.answer.time).max() ?? incident.end
    let timeline = own.signIn.load
    incident.peakLoad = timeline.peak
    incident.timeline = timeline.points
    incident.alternatives = [
      Alternative(
        cause: .unavailable, confidence: 0.2,
        because: "commands of other accounts took \(Self.duration(other)) at the same times"),
      Alternative(
        cause: .lossy, confidence: 0.05,
        because: "hardly a segment of these sessions was sent twice, and TCP answers at once"),
    ]
    addEvidence(of: slow.map { symptom(of: $0, times.kind) }, to: &incident)
    incident.course = Course(
      attempts: times.samples.map {
        Course.Attempt(
          client: sessions[$0.session].client.address, time: $0.fact.answer.time,
          latency: $0.fact.think, wasRefused: false)
      }, stays: course(of: own.signIn).stays)
    return complete(incident, sessions: Set(slow.map(\.session)))
  }

  private func symptom(of sample: ThinkTimes.Sample, _ kind: ThinkTimes.Load) -> Symptom {
    let load: Sentence = kind == .use ? "commands within a minute" : "open"
    return Symptom(
      rule: "delays-grow", session: sample.session, causes: [.budgetDelay],
      request: sample.fact.request, answer: sample.fact.answer,
      evidence: .own(
        "\(sample.fact.name.rawValue) after \(Self.duration(sample.think)), \(sample.load) \(load)")
    )
  }

  /// Whether the network hardly lost anything of the account's sessions, and its round trips are
  /// short beside what the server takes.
  private func isPathClean(_ subject: Subject, _ times: ThinkTimes) -> Bool {
    let own = Set(subject.signIn.holdingSessions).map { sessions[$0] }
    let trips = own.compactMap(\.roundTrip).map { Double($0.nanoseconds) / 1e9 }
    guard ThinkTimes.median(trips) * 4 <= times.high.medianThink else { return false }
    let sent = own.reduce(0) { $0 + $1.segments.client + $1.segments.server }
    let again = own.reduce(0) { $0 + $1.resentSegments }
    return again * 100 <= sent * Delay.lossPercent
  }

  private func isNear(_ time: Timestamp, _ sorted: [Timestamp]) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < time { low = middle + 1 } else { high = middle }
    }
    let after = low < sorted.count ? sorted[low].since(time) : nil
    let before = low > 0 ? time.since(sorted[low - 1]) : nil
    return [after, before].compactMap(\.self).contains { $0 <= Delay.near }
  }

  /// `340 ms`, `2.1 s`.
  private static func duration(_ seconds: Double) -> Sentence {
    let milliseconds = Int((seconds * 1_000).rounded())
    if milliseconds < 1_000 { return "\(milliseconds) ms" }
    let tenths = (milliseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
