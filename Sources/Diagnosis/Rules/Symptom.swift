package import Bytes
package import Sessions

/// Something a rule saw in a session, with its evidence.
///
/// A class, as attempts that carry one are sorted and filtered over and over.
package final class Symptom: Sendable {
  /// The rule's id.
  package let rule: String
  /// The session, by its place in the list under examination.
  package let session: Int
  /// The causes it can stand for; several when only the load or a log can tell.
  package let causes: [Cause]
  /// The signature that fits the server's words.
  package let signature: SignatureTable.Match?
  /// Between these the server decided.
  package let request: Stamp
  package let answer: Stamp
  package let evidence: Evidence.Text
  /// The authentication concerned, by its place in the session.
  package let authentication: Int?
  /// How long the server's words ask the client to wait, in milliseconds.
  package var statedBackoff: Int? { signature?.statedBackoff }

  package init(
    rule: String, session: Int, causes: [Cause], signature: SignatureTable.Match? = nil,
    request: Stamp, answer: Stamp, evidence: Evidence.Text, authentication: Int? = nil
  ) {
    self.rule = rule
    self.session = session
    self.causes = causes
    self.signature = signature
    self.request = request
    self.answer = answer
    self.evidence = evidence
    self.authentication = authentication
  }
}

/// A rule: turns the facts of one session into symptoms.
package struct Rule: Sendable {
  package var id: String
  package var title: String
  /// Where the rule comes from (RFC section, knowledge base section).
  package var source: String
  /// The symptoms of one session; the caller adds rule and session.
  package var symptoms: @Sendable (MailSession, RuleContext) -> [Finding]

  /// What a rule returns: a symptom without its rule and session.
  package struct Finding: Sendable {
    package var causes: [Cause]
    package var signature: SignatureTable.Match?
    package var request: Stamp
    package var answer: Stamp
    package var evidence: Evidence.Text
    package var authentication: Int?

    package init(
      _ causes: [Cause], signature: SignatureTable.Match? = nil, request: Stamp, answer: Stamp,
      evidence: Evidence.Text, authentication: Int? = nil
    ) {
      self.causes = causes
      self.signature = signature
      self.request = request
      self.answer = answer
      self.evidence = evidence
      self.authentication = authentication
    }
  }

  /// All rules.
  ///
  /// Of two that explain one refused sign-in the first counts: those that see more than the words
  /// come before the mission's.
  package static let all: [Rule] = [
    .mechanismRefused, .noMechanism, .loginDisabled, .authenticateRefused, .mailboxRefused,
    .greetingRefused, .closedBeforeGreeting, .noGreeting, .connectionRefused,
    .connectionUnanswered, .refusalStated, .noticeStated, .senderDelayed, .tlsFailed,
    .signInWithheld,
  ]
}

/// What a rule may look at besides the session.
package struct RuleContext: Sendable {
  /// What is the same for all sessions, in one place: a context is made for each.
  final class Shared: Sendable {
    let options: DiagnosisOptions
    let mechanisms: MechanismRecord
    let serviceEnds: ServiceEnds

    init(_ options: DiagnosisOptions, _ mechanisms: MechanismRecord, _ serviceEnds: ServiceEnds) {
      self.options = options
      self.mechanisms = mechanisms
      self.serviceEnds = serviceEnds
    }
  }

  let shared: Shared
  package var options: DiagnosisOptions { shared.options }
  /// The family of the session's server, from all its greetings.
  package var family: ServerFamily
  /// The last time in the session's capture.
  package var captureEnd: Timestamp
  /// Whether clients must begin with TLS at the session's port.
  package var speaksTLS: Bool
  /// Which mechanisms servers never take from an account.
  var mechanisms: MechanismRecord { shared.mechanisms }
  /// Which ports began to refuse connections.
  var serviceEnds: ServiceEnds { shared.serviceEnds }
  /// The session's sign-ins that were answered with a refusal, and what is known of the words.
  var refusedSignIns: [RefusedSignIn]
}
