import Bytes
package import Diagnosis
import Packets

/// What a report tells of one incident.
package struct IncidentStory: Sendable {
  /// A fact with the word before it.
  package struct Fact: Sendable {
    package var label: Sentence
    package var text: Sentence
  }

  /// What else it could have been.
  package struct Rival: Sendable {
    package var cause: Cause
    /// `no: ` or `possible (12 %): `, and why.
    package var text: Sentence
  }

  package var incident: Incident
  /// What stands above all incidents but the first.
  package var heading: Sentence?
  /// What happens, in a sentence that can be forwarded.
  package var sentence: Sentence
  package var facts: [Fact]
  package var rivals: [Rival]
  /// What the server's own records say.
  package var records: [Sentence]
  package var plan: PlanStory?
  package var evidence: EvidenceStory?
  package var retries: [Sentence]
  /// What the capture cannot show.
  package var reach: [Sentence]
  /// What would decide; nil where nothing is open.
  package var question: Sentence?

  init(_ incident: Incident, place: Int, in report: Report, evidenceShown: Int?) {
    self.incident = incident
    heading =
      place > 0 ? "Also: \(incident.verdict.sentence), \(incident.cause.sentence)" : nil
    sentence = Headline.sentence(for: incident)
    facts = FactWords(incident: incident).facts
    rivals = incident.alternatives.map { other in
      let percent = Int((other.confidence * 100).rounded())
      return Rival(
        cause: other.cause,
        text: percent >= 10
          ? "possible (\(percent) %): \(other.because)" : "no: \(other.because)")
    }
    records = RecordWords(confirmations: incident.confirmations).sentences
    plan = incident.plan.map { PlanStory($0, cause: incident.cause) }
    evidence = EvidenceStory(incident, in: report, shown: evidenceShown)
    retries = incident.retries.map { RetryWords(retries: $0).sentences } ?? []
    reach = incident.reservations.map(\.sentence)
    question = reach.isEmpty ? nil : incident.decidingQuestion.map { "To decide: \($0)" }
  }
}
