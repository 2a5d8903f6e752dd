import Bytes
import Mail
import Packets
import Sessions

/// How much a group of symptoms says, and what else could be behind it.
extension Examination {
  /// Whether there is enough of it to speak of: a single odd refusal is not an incident, a limit
  /// that names itself is.
  func isEnough(_ group: StatedGroup) -> Bool {
    let own = Set(group.symptoms.map(\.session))
    let isSoft = group.symptoms.allSatisfy { $0.signature?.signature.isUnconfirmed ?? true }
    switch group.cause {
    case .shuttingDown:
      return own.count >= options.repeatedRefusals
        || group.symptoms.contains { serviceEnds.isRefusing(group.server, after: $0.answer.time) }
    case .loginDisabled, .noMechanism:
      let isWithheld = group.symptoms.allSatisfy { $0.rule == Rule.signInWithheld.id }
      return own.count >= (isWithheld ? 3 : options.repeatedRefusals)
    case .tlsFailure: return own.count >= options.repeatedRefusals
    case _ where group.cause.verdict == .throttling && !isSoft: return !group.symptoms.isEmpty
    default: return group.symptoms.count >= options.repeatedRefusals
    }
  }

  func confidence(of group: StatedGroup) -> Double {
    let signatures = group.symptoms.compactMap(\.signature)
    if signatures.isEmpty {
      switch group.cause {
      case .tlsFailure: return tlsConfidence(of: group)
      case .noMechanism: return withheldConfidence(of: group)
      // Five steps of the scale by chance are rarer than one.
      case .backPressure: return group.symptoms.count >= 3 ? 0.85 : 0.65
      default: return 0.65
      }
    }
    // Words that may mean a limit as well, with no load to decide.
    if group.symptoms.contains(where: { Rule.leavesLimitOpen($0.causes) }) { return 0.6 }
    // Texts of the table that nobody has confirmed speak softly.
    return signatures.allSatisfy(\.signature.isUnconfirmed) ? 0.85 : 0.97
  }

  /// That a client leaves may have any reason; that each of several does, time after time, and nobody
  /// ever signs in, has this one.
  private func withheldConfidence(of group: StatedGroup) -> Double {
    let all = places(at: group.server).count { sessions[$0].greeting != nil }
    let clients = Set(group.symptoms.map { sessions[$0.session].client.address })
    let left = Set(group.symptoms.map(\.session)).count
    return clients.count >= 3 && left >= 2 * clients.count && left == all ? 0.8 : 0.65
  }

  /// An alert or a refused STARTTLS says what it is; a close alone may be a tool's.
  private func tlsConfidence(of group: StatedGroup) -> Double {
    let isSaid = group.symptoms.contains { symptom in
      if case .wire = symptom.evidence { return true }
      let alerts = sessions[symptom.session].handshake?.alerts ?? []
      return alerts.contains { $0.alert.isFatal }
    }
    if isSaid { return 0.95 }
    let isServers = group.symptoms.allSatisfy { symptom in
      let closing = sessions[symptom.session].closing
      return closing == .serverFIN || closing == .serverRST
    }
    return isServers ? 0.85 : 0.6
  }

  /// What the same symptoms could have been, and why they are not.
  func alternatives(to group: StatedGroup) -> [Alternative] {
    switch group.cause {
    case .backPressure: [unlikeLoss(group)] + [notARate(group)]
    case .tlsFailure: [unlikeLoss(group)]
    case .unavailable, .shuttingDown: [unlikeALimit(group), unlikeLoss(group)].compactMap(\.self)
    case .budgetDelay:
      [
        Alternative(
          cause: .unavailable, confidence: 0.02,
          because: "the server names its throttling in words of its own")
      ]
    case .commandSize:
      [
        Alternative(
          cause: .unavailable, confidence: 0.02,
          because: "shorter commands were answered on the same connections")
      ]
    case .loginDisabled, .noMechanism, .mechanismRefused, .lockedOrDisabled:
      [
        Alternative(
          cause: .rejected, confidence: 0.05,
          because: "the words are about the way or the account, not about name and password")
      ]
    case .smtpMessageRate, .smtpRecipientRate:
      [
        Alternative(
          cause: .smtpConnectionsPerSource, confidence: 0.02,
          because: "the connections themselves were taken; the words count what is sent on them")
      ]
    default:
      group.cause.verdict == .throttling ? [unlikeLoss(group)] : []
    }
  }

  private func unlikeLoss(_ group: StatedGroup) -> Alternative {
    let own = Set(group.symptoms.map(\.session)).map { sessions[$0] }
    let sent = own.reduce(0) { $0 + $1.segments.client + $1.segments.server }
    let again = own.reduce(0) { $0 + $1.resentSegments }
    return Alternative(
      cause: .lossy, confidence: again * 20 > sent ? 0.3 : 0.02,
      because: "\(again) of \(sent) segments of these sessions were sent again")
  }

  private func notARate(_ group: StatedGroup) -> Alternative {
    Alternative(
      cause: .smtpMessageRate, confidence: 0.05,
      because: "the server took its time or named its resources; a rate limit refuses at once")
  }

  /// Whether it was said at loads at which others were served.
  private func unlikeALimit(_ group: StatedGroup) -> Alternative? {
    let own = places(at: group.server)
    let affected = Set(group.symptoms.map(\.session))
    let timeline = LoadTimeline(
      own.map {
        holding(of: sessions[$0], from: sessions[$0].first.time, to: sessions[$0].first.time)
      })
    let least =
      group.symptoms.map {
        timeline.load(from: $0.answer.time, through: $0.answer.time).lowerBound
      }.min() ?? 0
    let most = own.filter { !affected.contains($0) && sessions[$0].greeting != nil }.map {
      timeline.load(from: sessions[$0].first.time, through: sessions[$0].first.time).lowerBound
    }.max()
    guard let most, most >= least else { return nil }
    let cause: Cause =
      sessions[own[0]].mailProtocol == .smtp ? .smtpConnectionsTotal : .connectionsTotal
    return Alternative(
      cause: cause, confidence: 0.05,
      because: "said with \(least.counted(.connection)) open, while with \(most) open others"
        + " were served")
  }
}

extension MailSession {
  /// Segments that were sent more than once, or filled a hole late.
  var resentSegments: Int {
    retransmissions.client + retransmissions.server + recovered.client + recovered.server
      + max(0, synCount - 1)
  }
}
