import Bytes
import Sessions
import TestSupport
import Testing

@testable import Diagnosis

struct DiagnosisTests {
  private let refusal = "A1 NO AUTHENTICATE failed."
  private let success = "A1 OK AUTHENTICATE completed."

  /// Clients that each open two connections, against a server that counts.
  private func contactCentre(
    limit: Int?, clients: Int, seed: UInt64, wrongPassword: Set<Int> = []
  ) -> SessionScript {
    var random = SeededGenerator(seed: seed)
    var script = SessionScript()
    var held: [Int] = []
    for time in stride(from: 0, to: clients * 2_000, by: 400) {
      let client = Int.random(in: 1...clients, using: &random)
      held.removeAll { $0 < time }
      let isFull = limit.map { held.count >= $0 } ?? false
      if isFull || wrongPassword.contains(client) {
        script.signIn(client: client, at: time, until: time + 30, answer: refusal)
      } else {
        let end = time + Int.random(in: 5_000...40_000, using: &random)
        held.append(end + 300)
        script.signIn(client: client, at: time, until: end, answer: success)
      }
    }
    return script
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `a limit of sixteen is found exactly, with both settings that it fits`(seed: UInt64) throws {
    let script = contactCentre(limit: 16, clients: 30, seed: seed)
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.verdict == .throttling)
    let incident = try #require(diagnosis.incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.limit?.value == 16)
    #expect(incident.limit?.setting == "MaxConnectionsPerUser")
    #expect(
      incident.limit?.alsoFits.map(\.setting) == ["Maximum Allowed Service Sessions Per User"])
    #expect(incident.account == "uccxmail")
    #expect(incident.confidence > 0.9)
    #expect(incident.attempts == incident.successes + incident.failures)
  }

  @Test(arguments: [(14, 2), (15, 1), (16, nil), (10, nil)] as [(Int, Int?)])
  func `a value a little below the usual one is doubted aloud`(limit: Int, missing: Int?) throws {
    let script = contactCentre(limit: limit, clients: 30, seed: 2)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.limit?.value == limit)
    let doubts = incident.reservations.compactMap { reservation in
      if case .nearUsualValue(let known, let missing) = reservation {
        known.value == 16 ? missing : nil
      } else {
        nil
      }
    }
    #expect(doubts == (missing.map { [$0] } ?? []))
  }

  @Test func `of too many incidents the gravest are kept, and the others counted`() {
    var script = SessionScript()
    for account in 0..<5 {
      for attempt in 0..<(4 + account) {
        let time = attempt * 1_000 + account * 100
        script.signIn(
          client: 1 + attempt % 3, at: time, until: time + 30, account: "user\(account)",
          answer: "A1 NO [LIMIT] Too many simultaneous connections.")
      }
    }
    let all = Diagnosis(of: script.sessions)
    #expect(all.incidents.count == 5)
    #expect(all.incidentsDropped == 0)
    var options = DiagnosisOptions()
    options.incidentLimit = 3
    let some = Diagnosis(of: script.sessions, options: options)
    #expect(some.incidents.map(\.account) == all.incidents.prefix(3).map(\.account))
    #expect(some.incidentsDropped == 2)
    #expect(some.verdict == all.verdict)
  }

  @Test func `one client's wrong password beside a limit is an incident of its own`() throws {
    var script = contactCentre(limit: 16, clients: 30, seed: 7, wrongPassword: [5])
    for time in [1_150, 2_350, 3_550] {
      script.signIn(client: 5, at: time, until: time + 30, answer: refusal)
    }
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.incidents.map(\.cause) == [.connectionsPerUser, .rejected])
    #expect(diagnosis.incidents.first?.limit?.value == 16)
    #expect(diagnosis.incidents.last?.clients == [SessionScript.client(5)])
  }

  @Test func `a wrong password on one client among healthy ones is no limit`() {
    let script = contactCentre(limit: nil, clients: 20, seed: 8, wrongPassword: [3])
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.verdict == .credentials)
    #expect(diagnosis.incidents.map(\.cause) == [.rejected])
    #expect(diagnosis.incidents.first?.clients == [SessionScript.client(3)])
  }

  @Test func `several clients refused at load zero from the start are credentials`() throws {
    let script = contactCentre(limit: nil, clients: 6, seed: 9, wrongPassword: [1, 2, 3, 4, 5, 6])
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .rejected)
    #expect(incident.confidence > 0.8)
    #expect(incident.limit == nil)
  }

  @Test func `one client's refusals alone are throttling, suspected`() throws {
    var script = SessionScript()
    for attempt in 0..<20 {
      script.signIn(client: 1, at: attempt * 100, until: attempt * 100 + 30, answer: refusal)
    }
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.verdict == .throttling)
    let incident = try #require(diagnosis.incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.confidence < Diagnosis.suspected)
    #expect(incident.limit?.value == nil)
    #expect(incident.limit?.atMost == nil)
    #expect(incident.alternatives.first?.cause == .rejected)
    #expect(incident.reservations.contains(.oneClientOnly(SessionScript.client(1))))
  }

  @Test func `what the engineer knows moves one client's verdict`() throws {
    var script = SessionScript()
    for attempt in 0..<20 {
      script.signIn(client: 1, at: attempt * 100, until: attempt * 100 + 30, answer: refusal)
    }
    func confidence(_ known: Set<DiagnosisOptions.KnownFact>) throws -> Double {
      var options = DiagnosisOptions()
      options.known = known
      return try #require(Diagnosis(of: script.sessions, options: options).incidents.first)
        .confidence
    }
    let plain = try confidence([])
    #expect(try confidence([.othersSignIn]) > plain)
    #expect(try confidence([.passwordVerified]) > Diagnosis.suspected)
  }

  @Test func `an account that is refused from one moment on, at any load, is locked`() throws {
    var script = SessionScript()
    for client in 1...8 {
      script.signIn(
        client: client, at: client * 500, until: client < 6 ? 12_000 + client * 500 : nil,
        answer: success)
    }
    for attempt in 0..<40 {
      let time = 10_000 + attempt * 250
      script.signIn(client: 1 + attempt % 8, at: time, until: time + 30, answer: refusal)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .lockedOrDisabled)
  }

  @Test func `sessions from before the capture keep the limit from being exact`() throws {
    var script = SessionScript()
    for _ in 0..<3 { script.earlier(client: 9, until: nil) }
    for client in 1...13 {
      script.signIn(client: client, at: client * 100, until: nil, answer: success)
    }
    for attempt in 0..<10 {
      let time = 3_000 + attempt * 100
      script.signIn(client: 20 + attempt % 3, at: time, until: time + 30, answer: refusal)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.limit?.value == nil)
    #expect(incident.limit?.atLeast == 13)
    // Others may have been open, and silent.
    #expect(incident.limit?.atMost == nil)
    #expect(incident.reservations.contains(.sessionsBeforeCapture(3)))
  }

  @Test func `connections of one address turned away above a number are the address limit`() throws
  {
    var script = SessionScript()
    for number in 0..<6 { script.connect(client: 1, at: number * 100, until: nil) }
    for number in 0..<5 {
      script.connect(
        client: 1, at: 1_000 + number * 100, until: 1_010 + number * 100,
        greeting: "BYE Connection is closed. 10")
      script.connect(client: 2 + number, at: 1_050 + number * 100, until: nil)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsPerIP)
    #expect(incident.limit?.value == 6)
    #expect(incident.clients == [SessionScript.client(1)])
  }

  @Test func `connections of all addresses turned away above a number are the total limit`() throws
  {
    var script = SessionScript()
    for number in 0..<10 {
      script.connect(client: number, at: number * 100, until: 5_000 + number * 200)
    }
    for number in 0..<8 {
      script.connect(
        client: number, at: 2_000 + number * 100, until: 2_010 + number * 100,
        greeting: "BYE Connection is closed. 10")
    }
    for number in 0..<4 { script.connect(client: 20, at: 6_000 + number * 400, until: nil) }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsTotal)
    #expect(incident.limit?.value == 10)
  }

  @Test(arguments: [
    (MailSession.Opening.unanswered, MailSession.Closing.open, Cause.unreachable),
    (.refused, .serverRST, .refused), (.handshake, .serverFIN, .closedBeforeGreeting),
    (.handshake, .clientFIN, .noGreeting),
  ])
  func `a server that never serves anybody is named for what it does`(
    opening: MailSession.Opening, closing: MailSession.Closing, cause: Cause
  ) throws {
    var script = SessionScript()
    for attempt in 0..<4 {
      script.silent(
        client: attempt, at: attempt * 1_000, until: attempt * 1_000 + 8_000, opening: opening,
        closing: closing)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == cause)
    #expect(incident.failures == 4)
  }

  @Test func `a day without refusals is healthy and says how close it came`() {
    let script = contactCentre(limit: nil, clients: 6, seed: 11)
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.verdict == .healthy)
    #expect(diagnosis.incidents.isEmpty)
    #expect((diagnosis.loads.first?.peakLoad ?? 0) > 2)
  }

  @Test func `one typing error is not an incident`() {
    var script = SessionScript()
    script.signIn(client: 1, at: 0, until: 100, answer: refusal)
    script.signIn(client: 1, at: 5_000, until: 60_000, answer: success)
    script.signIn(client: 2, at: 6_000, until: 60_000, answer: success)
    #expect(Diagnosis(of: script.sessions).verdict == .healthy)
  }

  @Test func `no session at all gives no verdict`() {
    #expect(Diagnosis(of: []).verdict == .inconclusive)
  }
}
