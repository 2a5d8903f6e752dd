import Bytes
import Packets
import Sessions

/// How incidents went, from what was gathered for them.
extension Examination {
  func course(of signIn: SignInCase) -> Course {
    Course(
      attempts: signIn.attempts.map {
        Course.Attempt(
          client: $0.client, time: $0.answer.time, latency: $0.answer.time.since($0.request.time),
          wasRefused: $0.wasRefused)
      },
      stays: zip(signIn.holdingSessions, signIn.holdings).map { index, holding in
        stay(of: holding, by: sessions[index].client.address)
      })
  }

  func course(of opening: OpeningCase) -> Course {
    Course(
      attempts: opening.attempts.map {
        Course.Attempt(
          client: $0.client, time: $0.answer.time, latency: $0.answer.time.since($0.request.time),
          wasRefused: $0.wasRefused)
      }, stays: opening.holdings.map { stay(of: $0.holding, by: $0.client) })
  }

  /// Of troubles that no load is known of: each symptom is one.
  func course(of symptoms: [Symptom]) -> Course {
    Course(
      attempts: symptoms.map {
        Course.Attempt(
          client: sessions[$0.session].client.address, time: $0.answer.time,
          latency: $0.answer.time.since($0.request.time), wasRefused: true)
      })
  }

  private func stay(of holding: Holding, by client: IPAddress) -> Course.Stay {
    Course.Stay(client: client, start: holding.openLatest, end: holding.closeEarliest)
  }
}
