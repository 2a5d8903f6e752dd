import Testing

@testable import Diagnosis

/// The document's own steps: each in some checklist, or told why it does not help.
struct DocumentStepTests {
  @Test(arguments: ServerVersion.allCases, Cause.allCases)
  func `each step stands in every plan, once`(version: ServerVersion, cause: Cause) {
    let plan = RemedyCommandTests.plan(cause, version)
    let done = plan.remedies.flatMap(\.documentSteps)
    let unneeded = plan.notNeeded.map(\.step)
    #expect(Set(done + unneeded) == Set(DocumentStep.allCases))
    #expect(Set(done).isDisjoint(with: unneeded))
    #expect(plan.notNeeded.allSatisfy { !$0.because.isEmpty })
  }

  @Test func `each step that is right anywhere has its place in some plan`() {
    var done: Set<DocumentStep> = []
    for version in ServerVersion.exchangeVersions {
      for cause in Cause.allCases {
        done.formUnion(RemedyCommandTests.plan(cause, version).remedies.flatMap(\.documentSteps))
      }
    }
    // Errata 4 and 6: the default again, and a right that does not help.
    #expect(
      Set(DocumentStep.allCases).subtracting(done)
        == [.maxCommandSize, .viewInformationStoreStatus])
  }

  @Test(arguments: [
    (
      DocumentStep.viewInformationStoreStatus, Cause.connectionsPerUser,
      ServerVersion.exchange2010SP3, "does not lift"
    ),
    (.maxCommandSize, .commandSize, .exchange2016, "10240 is the default"),
    (.throttlingPolicySP1, .budgetDelay, .exchange2013, "exist on Exchange 2010 only"),
    (.throttlingPolicySP1, .budgetDelay, .exchange2010RTM, "came with SP1"),
    (.newThrottlingPolicy, .budgetDelay, .exchange2007, "no throttling policies"),
    (.maxConnections, .connectionsPerUser, .exchange2019, "would set one"),
    (.receiveConnector, .connectionsPerUser, .exchange2016, "tighten"),
    (.maxConnectionsPerUser, .smtpMessageRate, .exchange2016, "here SMTP is refused"),
    (.maxConnectionsPerUser, .rejected, .exchange2016, "no limit is at work"),
    (.setMailbox, .budgetDelay, .exchangeOnline, "leaves none of these"),
    (.serviceSessions, .connectionsPerUserAndIP, .dovecot24, "a step for Exchange"),
  ])
  func `a step that does not help says why`(
    step: DocumentStep, cause: Cause, version: ServerVersion, words: String
  ) throws {
    let plan = RemedyCommandTests.plan(cause, version)
    let told = try #require(plan.notNeeded.first { $0.step == step })
    #expect(told.because.description.contains(words))
  }
}
