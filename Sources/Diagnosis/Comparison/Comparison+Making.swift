import Packets
package import Sessions

extension Comparison {
  /// Compares the sessions of a capture before a change with those of one after it.
  package init(
    before: [MailSession], after: [MailSession], choice: Choice = Choice(),
    options: DiagnosisOptions = DiagnosisOptions()
  ) {
    self.init(
      before: Examined(before, options: options), after: Examined(after, options: options),
      choice: choice)
  }

  init(before: Examined, after: Examined, choice: Choice) {
    self.init(outcome: .notComparable, reason: .noMail(.before), remarks: [], exhibits: [])
    if before.examination.sessions.isEmpty { return }
    reason = .noMail(.after)
    if after.examination.sessions.isEmpty { return }
    reason = .accountMissing(.before)
    guard
      let (subject, incident) = Self.subject(before: before, after: after, choice: choice)
    else { return }
    self.subject = subject
    if let cause = subject.cause, case .nothing = cause.countedOn {
      reason = .causeWithoutLoad(cause)
      return
    }
    let matters = (before: before.matter(of: subject), after: after.matter(of: subject))
    self.before = matters.before.map {
      Measurement(
        of: $0, limit: incident?.limit,
        view: before.examination.view(of: subject.server.address))
    }
    let incidents = after.incidents(on: subject)
    let same = incidents.first { $0.cause == subject.cause ?? .connectionsPerUser }
    self.after = matters.after.map {
      Measurement(
        of: $0, limit: same?.limit, view: after.examination.view(of: subject.server.address))
    }
    if let old = self.before?.placeRate, let new = self.after?.placeRate {
      difference = NewcombeInterval.difference(after: new, before: old)
    }
    addRemarks(before: before, after: after, incident: incident, incidents: incidents)
    let judgement = Judgement(
      subject: subject, before: self.before, after: self.after, difference: difference,
      matters: matters, parties: (before, after), incidents: incidents)
    (outcome, reason) = judgement.outcome
    addExhibits(matters, parties: (before, after))
  }

  private init(outcome: Outcome, reason: Reason, remarks: [Remark], exhibits: [Exhibit]) {
    self.outcome = outcome
    self.reason = reason
    self.remarks = remarks
    self.exhibits = exhibits
  }

  private mutating func addRemarks(
    before: Examined, after: Examined, incident: Incident?, incidents: [Incident]
  ) {
    guard let subject else { return }
    remarks += incidents.filter { $0.cause != subject.cause }
      .map { .otherCause($0.cause, failures: $0.failures) }
    remarks += (incident?.limit?.alsoFits ?? []).map { .alsoFits($0) }
    for (half, party) in [(Half.before, before), (.after, after)] {
      let view = party.examination.view(of: subject.server.address)
      if view.begunBefore > 0 { remarks.append(.sessionsBegunBefore(half, view.begunBefore)) }
      let encrypted = party.encryptedSessions(on: subject)
      if encrypted > 0 { remarks.append(.encryptedSessions(half, encrypted)) }
      if view.incomplete > 0 { remarks.append(.incompleteSessions(half, view.incomplete)) }
    }
  }

  /// Shows where before was refused, and where after was not.
  private mutating func addExhibits(
    _ matters: (before: Matter?, after: Matter?), parties: (before: Examined, after: Examined)
  ) {
    guard let subject, let cause = subject.cause else { return }
    let refused = matters.before?.samples.first { $0.symptom?.causes.contains(cause) ?? false }
    if let refused {
      exhibits.append(parties.before.exhibit(of: refused, half: .before))
    }
    let passing = subject.oldLimit.flatMap { matters.after?.passage(of: $0) }
    let stillRefused = matters.after?.samples.first {
      $0.symptom?.causes.contains(cause) ?? false
    }
    if let passing {
      var exhibit = parties.after.exhibit(of: passing.sample, half: .after)
      exhibit.load = passing.load
      exhibits.append(exhibit)
    }
    if let stillRefused { exhibits.append(parties.after.exhibit(of: stillRefused, half: .after)) }
  }
}

extension Examined {
  func exhibit(of sample: Sample, half: Comparison.Half) -> Comparison.Exhibit {
    let session = examination.sessions[sample.session]
    let fact = session.authentications.first { $0.answer == sample.answer }
    let words = fact?.response ?? (fact == nil ? session.greeting?.text : nil)
    let text =
      sample.symptom?.evidence
      ?? words.map { Evidence.Text.wire($0) } ?? .own("accepted")
    return Comparison.Exhibit(
      half: half,
      evidence: Evidence(
        capture: session.capture, stamp: sample.answer, client: session.client,
        workstation: fact?.workstation, text: text),
      load: sample.observation.low, wasRefused: sample.wasRefused)
  }
}
