import Bytes
import Mail
import Packets
package import Sessions

extension FrameSelection {
  /// Segments of a connection up to which all of it is kept.
  package static let shortSession = 200

  /// The frames that prove the incidents, with all that is needed to come to the same verdict.
  ///
  /// A limit shows in who holds connections and who is refused, and what it is not shows in the
  /// others: so the file holds the connections of all clients to the servers concerned. Of a long
  /// one whose sign-in succeeded, the work between sign-in and end is left out, unless the incident
  /// is about that work.
  ///
  /// - Parameters:
  ///   - sessions: All sessions of the case, as `CaptureMerge` has them.
  ///   - words: What is said about a frame that an incident rests on.
  package init(
    of incidents: [Incident], sessions: [MailSession], captures count: Int,
    shortSession: Int = Self.shortSession, words: (Incident, Evidence) -> String,
    holderWords: (Incident) -> String
  ) {
    captures = [Capture](repeating: Capture(), count: count)
    let servers = Set(incidents.map(\.server.address))
    let needsWork = Set(incidents.filter(\.cause.showsInWork).map(\.server.address))
    var proof: [Int: Set<Int>] = [:]
    for incident in incidents {
      for item in incident.evidence where captures.indices.contains(item.capture) {
        proof[item.capture, default: []].insert(item.stamp.frame)
        captures[item.capture].comments[item.stamp.frame, default: []]
          .append(words(incident, item))
      }
    }
    for session in sessions where captures.indices.contains(session.capture) {
      guard servers.contains(session.server.address) else { continue }
      let isShort = session.segments.client + session.segments.server <= shortSession
      let isWhole = isShort || needsWork.contains(session.server.address)
      captures[session.capture].add(
        Self.stretch(of: session, isWhole: isWhole, proof[session.capture] ?? []),
        of: ConnectionKey(session.client, session.server))
      for incident in incidents where incident.isHeld(by: session) {
        guard let fact = session.authentications.first(where: { $0.result == .accepted }) else {
          continue
        }
        captures[session.capture].comments[fact.answer.frame, default: []]
          .append(holderWords(incident))
      }
    }
  }

  private static func stretch(
    of session: MailSession, isWhole: Bool, _ proof: Set<Int>
  ) -> Stretch {
    let last = max(session.first.frame, session.last.frame)
    let frames = session.first.frame...last
    let signIn = session.authentications.first { $0.result == .accepted }
    guard !isWhole, let signIn, session.refusals.isEmpty, session.notices.isEmpty else {
      return Stretch(frames: frames)
    }
    let end = min(session.endBegan?.frame ?? last, last)
    let isProven = proof.contains { frames.contains($0) && $0 > signIn.answer.frame && $0 < end }
    guard !isProven, end > signIn.answer.frame else { return Stretch(frames: frames) }
    return Stretch(frames: frames, openingEnd: signIn.answer.frame, closingStart: end)
  }
}

extension Incident {
  /// Whether a session holds one of the connections that the incident's limit counts.
  fileprivate func isHeld(by session: MailSession) -> Bool {
    guard limit != nil, let account, session.server == server else { return false }
    return session.signedInAccount?.user == account
  }
}

extension Cause {
  /// Whether it shows in commands after the sign-in, or in every segment.
  fileprivate var showsInWork: Bool {
    switch self {
    case .budgetDelay, .commandSize, .backPressure, .lossy, .smtpMessageRate, .smtpRecipientRate:
      true
    default: verdict == .service
    }
  }
}
