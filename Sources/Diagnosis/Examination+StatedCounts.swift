import Mail
import Packets
import Sessions

/// How often what a group of symptoms is about went wrong, and how often it went well.
extension Examination {
  /// Refused commands, messages or sessions; an answer that only came late is none.
  func failures(of group: StatedGroup) -> Int {
    switch group.cause {
    case .backPressure:
      return Set(group.symptoms.filter { !isAcceptedLate($0) }.map(\.answer)).count
    case .shuttingDown:
      let turnedAway = group.symptoms.count { $0.causes == [.refused] }
      return turnedAway > 0 ? turnedAway : group.symptoms.count
    default: return group.symptoms.count
    }
  }

  /// What went well beside the failures, counted as they are: commands of the same kinds, messages
  /// or sessions.
  func successes(beside group: StatedGroup) -> Int {
    let own = places(at: group.server)
    let affected = Set(group.symptoms.map(\.session))
    switch group.cause {
    case .backPressure:
      return own.reduce(0) { sum, index in
        sum + sessions[index].transactions.count { $0.step == .sender && $0.wasAccepted }
      }
    case .commandSize, .budgetDelay:
      let kinds = refusedKinds(group)
      return own.filter { index in
        group.account == nil || sessions[index].signedInAccount?.user == group.account
      }.reduce(0) { $0 + sessions[$1].successfulCommands(of: kinds) }
    case .tlsFailure: return own.count { sessions[$0].handshake?.reachedData == true }
    case .shuttingDown where group.symptoms.contains { $0.causes == [.refused] }:
      return own.count { sessions[$0].greeting.map { !$0.isRefusal } == true }
    default:
      return own.count {
        !affected.contains($0) && sessions[$0].greeting.map { !$0.isRefusal } == true
      }
    }
  }

  /// The account that all sessions of a refused command use; nil where there are several.
  func onlyAccount(of group: StatedGroup) -> String? {
    guard group.cause == .commandSize else { return nil }
    let accounts = Set(group.symptoms.map { sessions[$0.session].signedInAccount?.user })
    return accounts.count == 1 ? accounts.first ?? nil : nil
  }

  /// Whether the answer to MAIL was a good one, though it came late.
  private func isAcceptedLate(_ symptom: Symptom) -> Bool {
    sessions[symptom.session].transactions.contains {
      $0.step == .sender && $0.wasAccepted && $0.answer == symptom.answer
    }
  }

  /// The commands that were refused, each kind once; empty where the words do not tell.
  private func refusedKinds(_ group: StatedGroup) -> Set<CommandName> {
    let answers = Set(group.symptoms.map(\.answer))
    return Set(
      Set(group.symptoms.map(\.session)).flatMap { index in
        sessions[index].refusals.filter { answers.contains($0.stamp) }
          .compactMap(\.command).compactMap(CommandName.init(rawValue:))
      })
  }
}

extension MailSession {
  /// How many commands of these kinds the server carried out; of all kinds where none is given.
  ///
  /// Of a session with more commands than are kept, the share among those that are.
  fileprivate func successfulCommands(of kinds: Set<CommandName>) -> Int {
    let kept = commands.evenly
    let found = kept.count { $0.outcome.isSuccess && (kinds.isEmpty || kinds.contains($0.name)) }
    guard kept.count < commands.count else { return found }
    return found * commands.count / max(1, kept.count)
  }
}
