import Bytes
import ServerRecords
import Sessions
import TestSupport
import Testing

@testable import Diagnosis

/// What the server's own records do to an inferred limit.
struct ServerEvidenceTests {
  private static let refusal = "A1 NO AUTHENTICATE failed."
  private static let success = "A1 OK AUTHENTICATE completed."

  /// Thirty clients that come and go, against a server that allows sixteen connections.
  private static let centre: [MailSession] = {
    var random = SeededGenerator(seed: 11)
    var script = SessionScript()
    var held: [Int] = []
    for time in stride(from: 0, to: 60_000, by: 400) {
      let client = Int.random(in: 1...30, using: &random)
      held.removeAll { $0 < time }
      let isFull = held.count >= 16
      let end = time + (isFull ? 30 : Int.random(in: 5_000...40_000, using: &random))
      if !isFull { held.append(end + 300) }
      script.signIn(client: client, at: time, until: end, answer: isFull ? refusal : success)
    }
    return script.sessions
  }()

  /// One client that is refused all the time.
  private static let lonely: [MailSession] = {
    var script = SessionScript()
    for attempt in 0..<20 {
      script.signIn(client: 1, at: attempt * 100, until: attempt * 100 + 30, answer: refusal)
    }
    return script.sessions
  }()

  private func incident(
    _ sessions: [MailSession] = centre, with text: String = "", as kind: RecordFile.Kind? = nil
  ) throws -> Incident {
    var options = DiagnosisOptions()
    if let kind {
      let problems = try options.records.add(Array(text.utf8), from: "notes", as: kind)
      #expect(problems.isEmpty)
    }
    return try #require(Diagnosis(of: sessions, options: options).incidents.first)
  }

  @Test(arguments: [0, 3_601_500, -32_400_250, 7_000])
  func `a log whose clock is off confirms the limit, and its clock is measured`(
    milliseconds: Int64
  ) throws {
    let notes = ServerNotes(sessions: Self.centre, ahead: .milliseconds(milliseconds))
    let log = notes.protocolLog(reason: "UserConnectionLimitReached")
    let before = try incident()
    let after = try incident(with: log, as: .protocolLog)
    #expect(after.cause == .connectionsPerUser)
    #expect(after.limit?.value == before.limit?.value)
    #expect(after.limit?.setting == "MaxConnectionsPerUser")
    // The log decides between the two limits of sixteen.
    #expect(before.limit?.alsoFits.isEmpty == false)
    #expect(after.limit?.alsoFits.isEmpty == true)
    #expect(after.confidence >= 0.97)
    let confirmation = try #require(after.confirmations.first)
    #expect(confirmation.effect == .confirms)
    let clock = try #require(confirmation.clock)
    #expect(clock.basis == .sharedConnections)
    #expect(abs(clock.ahead.nanoseconds - milliseconds * 1_000_000) < 20_000_000, "\(clock)")
  }

  @Test func `a log that names another reason at every refusal corrects the cause`() throws {
    let log = ServerNotes(sessions: Self.centre).protocolLog(reason: "UserDisabled")
    let after = try incident(with: log, as: .protocolLog)
    #expect(after.cause == .lockedOrDisabled)
    #expect(after.limit == nil)
    #expect(after.alternatives.first?.cause == .connectionsPerUser)
    #expect(after.confirmations.map(\.effect) == [.corrects])
    #expect(after.remedies.allSatisfy { $0.id != "exchange-max-connections-per-user" })
  }

  @Test func `a log that blames the mailbox's server makes the limit less sure`() throws {
    let log = ServerNotes(sessions: Self.centre).protocolLog(reason: "ProxyTimeout")
    let (before, after) = (try incident(), try incident(with: log, as: .protocolLog))
    #expect(after.cause == before.cause)
    #expect(after.confidence < before.confidence)
    #expect(after.confirmations.map(\.effect) == [.refutes])
  }

  @Test func `the log of other connections says nothing`() throws {
    var others = SessionScript()
    for client in 40..<60 {
      others.signIn(client: client, at: client * 10, until: nil, answer: Self.success)
    }
    let log = ServerNotes(sessions: others.sessions).protocolLog(reason: "UserDisabled")
    let after = try incident(with: log, as: .protocolLog)
    #expect(after.confirmations == [])
    #expect(after.cause == .connectionsPerUser)
  }

  @Test func `one client's verdict becomes sure with the server's log`() throws {
    let log = ServerNotes(sessions: Self.lonely).protocolLog(reason: "UserConnectionLimitReached")
    let (before, after) = (
      try incident(Self.lonely), try incident(Self.lonely, with: log, as: .protocolLog)
    )
    #expect(before.confidence < Diagnosis.suspected)
    #expect(after.confidence >= 0.97)
    // The log does not say how many were open.
    #expect(after.limit?.value == nil)
  }

  @Test(arguments: [0, 9 * 3_600, -5 * 3_600])
  func `event 9646 at the refusals makes it the store's limit`(seconds: Int64) throws {
    let notes = ServerNotes(sessions: Self.centre, ahead: .seconds(seconds))
    let after = try incident(with: notes.storeEvents(at: notes.refusals), as: .events)
    #expect(after.cause == .storeSessions)
    #expect(after.limit?.value == 16)
    #expect(after.limit?.basis == .log)
    #expect(after.limit?.setting == "Maximum Allowed Service Sessions Per User")
    let confirmation = try #require(after.confirmations.first)
    #expect(confirmation.effect == .corrects)
    let clock = try #require(confirmation.clock)
    #expect(abs(clock.ahead.nanoseconds - seconds * 1_000_000_000) <= 1_000_000_000)
    #expect(clock.zoneMinutes == (seconds == 0 ? nil : Int(seconds / 60)))
    #expect(after.alternatives.first?.cause == .connectionsPerUser)
  }

  @Test func `events of another mailbox, or of open objects, decide nothing`() throws {
    let notes = ServerNotes(sessions: Self.centre)
    let others = notes.storeEvents(at: notes.refusals, mailbox: "somebody")
    #expect(try incident(with: others, as: .events).confirmations == [])
    let objects = notes.storeEvents(at: notes.refusals, maximum: 500, type: "objtMessageView")
    let after = try incident(with: objects, as: .events)
    #expect(after.cause == .connectionsPerUser)
    #expect(after.confirmations.map(\.effect) == [.undecided])
  }

  @Test func `an event far from any refusal is mentioned, and decides nothing`() throws {
    let day = Interval.seconds(86_400 * 3)
    let notes = ServerNotes(sessions: Self.centre, ahead: day)
    let after = try incident(with: notes.storeEvents(at: notes.refusals), as: .events)
    #expect(after.cause == .connectionsPerUser)
    #expect(after.confirmations.map(\.effect) == [.undecided])
    #expect(after.confirmations.first?.clock == nil)
  }

  @Test func `a setting that fits the limit confirms it`() throws {
    let settings = ServerNotes.imapSettings([("MaxConnectionsPerUser", "16")])
    let (before, after) = (try incident(), try incident(with: settings, as: .settings))
    #expect(after.confirmations.map(\.effect) == [.confirms])
    #expect(after.confidence >= before.confidence)
    #expect(after.limit?.value == 16)
  }

  @Test(arguments: [("64", Cause.storeSessions), ("4", .connectionsPerUser)])
  func `a setting that does not fit refutes it`(value: String, expected: Cause) throws {
    let settings = ServerNotes.imapSettings([("MaxConnectionsPerUser", value)])
    let (before, after) = (try incident(), try incident(with: settings, as: .settings))
    #expect(after.cause == expected)
    #expect(after.confidence < before.confidence)
    #expect(after.confirmations.map(\.effect) == [.refutes])
  }

  @Test func `a setting gives the value that one client's capture cannot show`() throws {
    let settings = ServerNotes.imapSettings([("MaxConnectionsPerUser", "16")])
    let after = try incident(Self.lonely, with: settings, as: .settings)
    #expect(after.limit?.value == 16)
    #expect(after.limit?.basis == .settings)
    #expect(after.confirmations.map(\.effect) == [.corrects])
  }

  @Test func `an unlimited setting refutes`() throws {
    let settings = ServerNotes.imapSettings([("MaxConnectionsPerUser", "unlimited")])
    let (before, after) = (try incident(), try incident(with: settings, as: .settings))
    #expect(after.confidence < before.confidence)
    #expect(after.confirmations.map(\.effect) == [.refutes])
  }
}
