import Bytes
import Packets
import Sessions

/// What a ladder shows of one session.
extension MailSession {
  /// The rungs, those of `signIns` (places among its authentications) only.
  func rungs(
    session: Int, agent: Int, signIns: [Int]
  ) -> [LadderEvent] {
    var rungs: [LadderEvent] = []
    func add(_ kind: LadderEvent.Kind, _ stamp: Stamp) {
      rungs.append(LadderEvent(kind: kind, session: session, agent: agent, stamp: stamp))
    }
    if let greeting {
      add(.greeting, greeting.stamp)
    } else if !isContinuation {
      add(.connect, first)
      if opening == .unanswered { add(.silence, last) }
      if opening == .refused { add(.reset, last) }
    }
    for place in signIns {
      add(.request(place), authentications[place].request)
      add(.answer(place), authentications[place].answer)
    }
    for (place, refusal) in refusals.enumerated() where refusal.stamp != greeting?.stamp {
      add(.refusal(place), refusal.stamp)
    }
    if opening != .unanswered, opening != .refused, closing != .open {
      add(.end, endBegan ?? last)
    }
    return rungs
  }

  /// When the server let the first of these sign-ins in; nil where it let none.
  func acceptance(among signIns: [Int]) -> Stamp? {
    signIns.lazy.map { authentications[$0] }.first { $0.result == .accepted }?.answer
  }

  /// Whether something in it was refused: a sign-in of these, or the connection itself.
  func isRefused(signIns: [Int]) -> Bool {
    let hasRefusedSignIn = signIns.contains {
      authentications[$0].result == .refused || authentications[$0].result == .error
    }
    return hasRefusedSignIn || opening == .unanswered || opening == .refused
      || greeting?.isRefusal == true || !refusals.isEmpty
  }
}
