package import Bytes
import Sessions

/// How long the server asked clients to wait, and whether they did.
package struct BackoffFinding: Hashable, Sendable {
  /// Refusals that named a time.
  package var stated: Int
  /// The longest of these times, in milliseconds.
  package var longestMilliseconds: Int
  /// Refusals after which the same client was seen again.
  package var followed: Int
  /// Those after which it waited as long as it was asked to.
  package var obeyed: Int
  /// The median pause until the client was seen again; nil where none was.
  package var medianPause: Interval?
}

extension Examination {
  /// Whether clients waited; nil where no symptom names a time.
  func backoff(of symptoms: [Symptom]) -> BackoffFinding? {
    let stated = symptoms.filter { $0.statedBackoff != nil }
    guard !stated.isEmpty else { return nil }
    var finding = BackoffFinding(
      stated: stated.count,
      longestMilliseconds: stated.compactMap(\.statedBackoff).max() ?? 0, followed: 0, obeyed: 0)
    var pauses: [Interval] = []
    for symptom in stated {
      guard let wait = symptom.statedBackoff, let next = nextRequest(after: symptom) else {
        continue
      }
      let pause = next.since(symptom.answer.time)
      pauses.append(pause)
      // A client's own timer may be a twentieth early.
      if pause >= .milliseconds(Int64(wait) * 19 / 20) { finding.obeyed += 1 }
    }
    finding.followed = pauses.count
    finding.medianPause = pauses.isEmpty ? nil : pauses.sorted()[pauses.count / 2]
    return finding
  }

  /// When the client asked for something again: on the same connection, or on its next one.
  private func nextRequest(after symptom: Symptom) -> Timestamp? {
    let session = sessions[symptom.session]
    let same = session.commands.facts.first {
      $0.request.time > symptom.answer.time && $0.name != .logout && $0.name != .quit
    }
    let signIn = session.authentications.first { $0.request.time > symptom.answer.time }
    let next = nextConnection(after: symptom.session, from: symptom.answer.time)
    return [same?.request.time, signIn?.request.time, next].compactMap(\.self).min()
  }
}
