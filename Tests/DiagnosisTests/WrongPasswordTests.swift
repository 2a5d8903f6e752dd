import Bytes
import Mail
import Sessions
import Testing

@testable import Diagnosis

/// Wrong passwords of some clients beside the right one of others, with no limit at work.
struct WrongPasswordTests {
  private let refusal = "A1 NO AUTHENTICATE failed."
  private let success = "A1 OK AUTHENTICATE completed."

  /// One client with two connections, then another that is refused again and again, all with the
  /// passwords of these fingerprints.
  private func twoClients(right: UInt64?, refused: UInt64?) -> SessionScript {
    var script = SessionScript()
    for number in 0..<2 {
      script.signIn(client: 1, at: number * 100, until: nil, answer: success)
    }
    for number in 0..<12 {
      let time = 1_000 + number * 100
      script.signIn(client: 2, at: time, until: time + 50, answer: refusal)
    }
    for index in script.sessions.indices {
      script.sessions[index].authentications[0].secretFingerprint = index < 2 ? right : refused
    }
    return script
  }

  @Test func `a password that differs from the accepted one is wrong, not throttled`() throws {
    let diagnosis = Diagnosis(of: twoClients(right: 1, refused: 2).sessions)
    #expect(diagnosis.verdict == .credentials)
    let incident = try #require(diagnosis.incidents.first)
    #expect(incident.clients == [SessionScript.client(2)])
    #expect(incident.confidence > Diagnosis.suspected)
  }

  @Test func `the accepted password, refused, is no wrong one`() {
    #expect(Diagnosis(of: twoClients(right: 1, refused: 1).sessions).verdict == .throttling)
  }

  @Test func `tokens differ by client and say nothing`() {
    var script = twoClients(right: 1, refused: 2)
    for index in script.sessions.indices {
      script.sessions[index].authentications[0].mechanism = "XOAUTH2"
    }
    let plain = Diagnosis(of: twoClients(right: nil, refused: nil).sessions)
    let tokens = Diagnosis(of: script.sessions)
    #expect(tokens.incidents.map(\.confidence) == plain.incidents.map(\.confidence))
  }

  @Test func `clients refused at every load beside others that get in at higher ones`() {
    var script = SessionScript()
    for number in 0..<6 {
      let time = number * 200
      script.signIn(client: 10 + number, at: time, until: nil, answer: success)
      let bad = 1 + number % 3
      script.signIn(client: bad, at: time + 100, until: time + 150, answer: refusal)
    }
    let diagnosis = Diagnosis(of: script.sessions)
    #expect(diagnosis.verdict == .credentials)
    #expect(diagnosis.incidents.first?.clients == (1...3).map(SessionScript.client))
  }

  /// A limit of sixteen that one client meets once; all others are accepted before and after it.
  private func refusedOnce(client: Int, again time: Int) -> SessionScript {
    var script = SessionScript()
    for number in 0..<16 {
      script.signIn(client: 1 + number, at: number * 200, until: 8_000, answer: success)
    }
    script.signIn(client: client, at: 4_000, until: 4_050, answer: refusal)
    for number in 0..<16 {
      script.signIn(
        client: 1 + number, at: time + number * 200, until: time + 10_000, answer: success)
    }
    return script
  }

  @Test func `a single refusal between two acceptances of the same client is a limit`() throws {
    let incident = try #require(
      Diagnosis(of: refusedOnce(client: 3, again: 10_000).sessions).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.limit?.value == 16)
    // Of one whose next sign-in comes much later, or never, nobody knows.
    #expect(Diagnosis(of: refusedOnce(client: 3, again: 90_000).sessions).verdict == .healthy)
    #expect(Diagnosis(of: refusedOnce(client: 40, again: 10_000).sessions).verdict == .healthy)
  }

  @Test func `a single refusal of an accepted password at the highest load is a limit`() throws {
    var script = refusedOnce(client: 3, again: 90_000)
    #expect(Diagnosis(of: script.sessions).verdict == .healthy)
    for index in script.sessions.indices {
      script.sessions[index].authentications[0].secretFingerprint = 7
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.limit?.value == 16)
  }

  @Test func `several refused clients beside sessions from before are hardly all wrong`() {
    func verdict(refused clients: Int) -> Cause? {
      var script = SessionScript()
      for number in 0..<9 { script.earlier(client: 50 + number, until: 9_000) }
      for number in 0..<(8 * clients) {
        let time = 100 + number * 20
        script.signIn(client: 1 + number % clients, at: time, until: time + 15, answer: refusal)
      }
      return Diagnosis(of: script.sessions).incidents.first?.cause
    }
    #expect(verdict(refused: 7) == .connectionsPerUser)
    // One client may have the wrong password.
    #expect(verdict(refused: 1) == .rejected)
  }

  @Test func `refusals that go on while sessions from before leave are no limit's`() {
    var script = SessionScript()
    for number in 0..<60 {
      script.earlier(client: 50 + number % 30, from: 400 + number * 20, until: 410 + number * 20)
    }
    for number in 0..<14 {
      script.signIn(client: 10 + number / 2, at: number * 10, until: nil, answer: success)
    }
    for number in 0..<8 {
      let time = 300 + number * 150
      script.signIn(client: 1 + number % 2, at: time, until: time + 30, answer: refusal)
    }
    #expect(Diagnosis(of: script.sessions).verdict == .credentials)
  }

  @Test func `a few clients refused at all loads are wrong where others held sessions before`() {
    var script = SessionScript()
    for number in 0..<16 {
      script.earlier(
        client: 50 + number / 2, from: 20 + number * 40, until: 30 + number * 40)
    }
    for number in 0..<22 {
      let time = 10 + number * 25
      script.signIn(client: 1 + number % 2, at: time, until: time + 20, answer: refusal)
    }
    script.signIn(client: 10, at: 380, until: nil, answer: success)
    #expect(Diagnosis(of: script.sessions).verdict != .throttling)
  }
}
