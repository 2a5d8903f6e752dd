import Packets
import Sessions

/// Decides what two measurements of one subject prove.
struct Judgement {
  typealias Answer = (outcome: Comparison.Outcome, reason: Comparison.Reason)

  let subject: Comparison.Subject
  let before: Measurement?
  let after: Measurement?
  let difference: DifferenceEstimate?
  let matters: (before: Matter?, after: Matter?)
  let parties: (before: Examined, after: Examined)
  /// What is wrong with the subject after the change.
  let incidents: [Incident]

  /// More than this share of sessions inside TLS on one side only, and the views differ.
  private static let encryptedShare = 0.1

  var outcome: Answer {
    if let reason = obstacle { return (.notComparable, reason) }
    return worsening ?? shortcoming.map { (.notProven, $0) } ?? proof
  }

  // MARK: Not comparable

  /// Why the two cannot be compared; nil where they can.
  private var obstacle: Comparison.Reason? {
    for (half, party) in [(Comparison.Half.before, parties.before), (.after, parties.after)] {
      let view = party.examination.view(of: subject.server.address)
      if view.sessions > 0, !view.hasBothDirections { return .oneDirection(half) }
    }
    guard let before else { return .accountMissing(.before) }
    guard let after else { return absence }
    if before.isOneClientsView != after.isOneClientsView {
      return .oneClientsView(before.isOneClientsView ? .before : .after)
    }
    let shares = (encryptedShare(parties.before), encryptedShare(parties.after))
    if abs(shares.0 - shares.1) > Self.encryptedShare {
      return .encrypted(shares.0 > shares.1 ? .before : .after)
    }
    // Without a limit before there is nothing to prove; that it is worse now can still be said.
    guard subject.cause == nil, worsening == nil else { return nil }
    return .noThrottlingBefore(
      shows: parties.before.incidents(on: subject).first { $0.cause.verdict != .throttling }?.cause)
  }

  /// Why the capture after has nothing on the subject.
  private var absence: Comparison.Reason {
    let own = parties.after.examination.sessionsByServer[subject.server.address] ?? []
    if own.isEmpty { return .otherServer }
    if parties.after.encryptedSessions(on: subject) > 0 { return .encrypted(.after) }
    let isSpoken = own.contains {
      parties.after.examination.sessions[$0].mailProtocol == subject.mailProtocol
    }
    return isSpoken ? .accountMissing(.after) : .otherProtocol
  }

  private func encryptedShare(_ party: Examined) -> Double {
    let own = (party.examination.sessionsByServer[subject.server.address] ?? []).count {
      party.examination.sessions[$0].mailProtocol == subject.mailProtocol
    }
    return Double(party.encryptedSessions(on: subject)) / Double(max(1, own))
  }

  // MARK: Worse

  /// What got worse; nil where nothing certainly did.
  private var worsening: Answer? {
    if let from = before?.limit?.atLeast, let to = sameIncident?.limit?.atMost, to < from {
      return (.worse, .limitFell(from: before?.limit?.value ?? from, to: to))
    }
    // A higher limit that more agents meet is no step back.
    guard raised == nil, difference?.isRise == true else { return nil }
    return (.worse, .refusalsRose(cause: incidents.first?.cause))
  }

  private var sameIncident: Incident? { incidents.first { $0.cause == subject.cause } }

  /// The limit after, where it is certainly higher than the old one and met again.
  private var raised: (from: Int, to: Int)? {
    guard let old = subject.oldLimit, let limit = sameIncident?.limit,
      let least = limit.atLeast, least > old
    else { return nil }
    return (old, limit.value ?? least)
  }

  // MARK: Not proven

  /// What keeps the change from being proven; nil where nothing does.
  private var shortcoming: Comparison.Reason? {
    if let raised { return .limitRaised(from: raised.from, to: raised.to) }
    if let sameIncident { return .stillRefused(limit: sameIncident.limit?.value) }
    if let other = incidents.first(where: { $0.verdict == .throttling }) {
      return .otherLimit(other.cause)
    }
    if unexplained > 0 { return .refusalsUnexplained(unexplained) }
    guard let limit = subject.oldLimit else { return .loadUnknown }
    guard passing != nil else {
      return .loadNotReached(
        limit: limit, most: after?.peakLoad ?? 0, agents: agents(toPass: limit))
    }
    guard difference?.isFall == true else {
      return .tooFewAttempts(
        needed: before?.placeRate.flatMap { NewcombeInterval.attemptsNeeded(before: $0) })
    }
    return nil
  }

  private var passing: Passage? {
    subject.oldLimit.flatMap { matters.after?.passage(of: $0) }
  }

  private var proof: Answer {
    (.proven, .acceptedAbove(load: passing?.load ?? 0))
  }

  /// Refusals after that the old cause may still explain.
  ///
  /// One at a load at which others were accepted is no limit's; neither is one of a client that is
  /// known to have another trouble.
  private var unexplained: Int {
    guard let cause = subject.cause, let matter = matters.after else { return 0 }
    let most = after?.mostAtSuccess ?? -1
    let others = Set(incidents.filter { $0.cause != cause }.flatMap(\.clients))
    return matter.samples.count { sample in
      (sample.symptom?.causes.contains(cause) ?? false) && !others.contains(sample.client)
        && (sample.observation.high ?? .max) > most
    }
  }

  /// How many agents at the same time would take the load past a limit; nil where the limit counts
  /// something that agents do not add up to.
  private func agents(toPass limit: Int) -> Int? {
    guard let matter = matters.before, !matter.isPerClient, subject.account != nil,
      let (perAgent, fixed) = parties.before.connectionsPerAgent(of: matter)
    else { return nil }
    return max(1, (limit + 1 - fixed + perAgent - 1) / perAgent)
  }
}
