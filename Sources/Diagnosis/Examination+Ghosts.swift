import Bytes
import Packets
import Sessions

/// Ghosts among the sessions that hold an account's slots.
extension Examination {
  /// Ghosts that held slots while the account was refused; nil where there are none.
  func ghosts(of signIn: SignInCase) -> GhostCount? {
    guard let lastRefusal = signIn.refusals.map(\.answer.time).max() else { return nil }
    let refusedAt = Dictionary(
      signIn.refusals.map { ($0.client, $0.answer.time) }, uniquingKeysWith: max)
    var count = GhostCount(ended: 0, open: 0, longestSilence: .zero)
    for index in signIn.holdingSessions {
      let session = sessions[index]
      if let silence = silenceBeforeServersEnd(of: session) {
        count.ended += 1
        count.longestSilence = max(count.longestSilence, silence)
        continue
      }
      guard session.endBegan == nil, let refused = refusedAt[session.client.address] else {
        continue
      }
      let silence = lastRefusal.since(session.last.time)
      // The client asks for a place again although, as the server sees it, it has one.
      guard refused > session.last.time, silence >= options.ghostSilence else { continue }
      count.open += 1
      count.longestSilence = max(count.longestSilence, silence)
    }
    return count.all > 0 ? count : nil
  }

  /// How long the client had been silent when the server ended the session alone.
  private func silenceBeforeServersEnd(of session: MailSession) -> Interval? {
    guard session.closing == .serverFIN || session.closing == .serverRST,
      session.endCompleted == nil || session.closing == .serverRST,
      let end = session.endBegan,
      let heard = session.authentications.last(where: { $0.result == .accepted })?.answer
    else { return nil }
    let silence = end.time.since(
      max(heard.time, session.commands.facts.last?.request.time ?? heard.time))
    return silence >= options.ghostSilence ? silence : nil
  }
}
