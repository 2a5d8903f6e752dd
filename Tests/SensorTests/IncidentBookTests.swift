import Bytes
import Packets
import Sensor
import Testing

@testable import Diagnosis

/// What a sensor tells of incidents, and what it does not tell twice.
struct IncidentBookTests {
  private static let server = Endpoint(address: IPAddress(v4: 0x0a04_045f), port: 143)

  private func second(_ number: Int) -> Timestamp {
    Timestamp(nanoseconds: Int64(number) * 1_000_000_000)
  }

  /// An incident with a refusal at each of these seconds.
  private func incident(
    _ cause: Cause = .connectionsPerUser, refusedAt seconds: [Int], confidence: Double = 0.9,
    account: String? = "uccxmail"
  ) -> Incident {
    var incident = Incident(
      cause: cause, confidence: confidence, server: Self.server, family: .exchange, clients: [],
      workstations: [:], start: second(seconds.first ?? 0), end: second(seconds.last ?? 0),
      attempts: seconds.count, successes: 0, failures: seconds.count, timeline: [],
      alternatives: [], evidence: [], words: [], plan: nil,
      view: View(
        clients: 1, sessions: 1, begunBefore: 0, encrypted: 0, incomplete: 0,
        hasBothDirections: true, areClocksAligned: true), reservations: [])
    incident.account = account
    incident.course = Course(
      attempts: seconds.map {
        Course.Attempt(
          client: IPAddress(v4: 1), time: second($0), latency: nil, wasRefused: true)
      })
    return incident
  }

  private func kinds(_ events: [IncidentEvent]) -> [IncidentEvent.Kind] { events.map(\.kind) }

  @Test func `an incident opens with the third refusal, and is told once`() {
    var book = IncidentBook()
    #expect(book.take([incident(refusedAt: [1, 2])], at: second(3)).isEmpty)
    #expect(kinds(book.take([incident(refusedAt: [1, 2, 3])], at: second(4))) == [.opened])
    #expect(book.take([incident(refusedAt: [1, 2, 3, 4])], at: second(5)).isEmpty)
    #expect(book.open.count == 1 && book.count == 1)
  }

  @Test func `it closes when nobody was refused for long enough, though it is still remembered`() {
    var book = IncidentBook()
    let one = incident(refusedAt: [1, 2, 3])
    _ = book.take([one], at: second(4))
    #expect(book.take([one], at: second(62)).isEmpty)
    let events = book.take([one], at: second(63))
    #expect(kinds(events) == [.closed])
    #expect(events.first?.incident.closed == second(63))
    #expect(book.take([one], at: second(64)).isEmpty)
    #expect(book.open.isEmpty)
  }

  @Test(arguments: [-3_600, 3_600])
  func `it lives through a clock that is set, and what is over stays over`(step: Int) {
    var book = IncidentBook()
    let closing = incident(refusedAt: [1, 2, 3], account: "other")
    _ = book.take([closing], at: second(4))
    _ = book.take([closing, incident(refusedAt: [50, 51, 52])], at: second(63))
    #expect(book.open.map(\.incident.account) == ["uccxmail"])
    book.clockWasSet(by: .seconds(Int64(step)))
    // The same, told by the clock as it is now.
    let over = incident(refusedAt: [1, 2, 3].map { $0 + step }, account: "other")
    let goesOn = incident(refusedAt: [50, 51, 52, 64].map { $0 + step })
    #expect(book.take([over, goesOn], at: second(step + 65)).isEmpty)
    #expect(book.open.first?.lastRefusal == second(step + 64))
    let events = book.take([over, goesOn], at: second(step + 124))
    #expect(kinds(events) == [.closed])
    #expect(events.first?.incident.opened == second(step + 63))
  }

  @Test func `it closes also when the sessions are forgotten`() {
    var book = IncidentBook()
    _ = book.take([incident(refusedAt: [1, 2, 3])], at: second(4))
    #expect(book.take([], at: second(30)).isEmpty)
    #expect(kinds(book.take([], at: second(70))) == [.closed])
  }

  @Test func `the same limit reached again is another incident, of its own refusals`() {
    var book = IncidentBook()
    _ = book.take([incident(refusedAt: [1, 2, 3])], at: second(4))
    _ = book.take([incident(refusedAt: [1, 2, 3])], at: second(70))
    // Two new ones are not enough, although five are remembered.
    #expect(book.take([incident(refusedAt: [1, 2, 3, 100, 101])], at: second(102)).isEmpty)
    let events = book.take([incident(refusedAt: [1, 2, 3, 100, 101, 102])], at: second(103))
    #expect(kinds(events) == [.opened])
    #expect(events.first?.incident.number == 2)
    #expect(events.first?.incident.refusals == 3)
    #expect(events.first?.incident.isAgain == true)
  }

  @Test func `a cause that becomes clearer is a change, not another incident`() {
    var book = IncidentBook()
    _ = book.take([incident(.rejected, refusedAt: [1, 2, 3], confidence: 0.6)], at: second(4))
    let events = book.take([incident(refusedAt: [1, 2, 3, 4], confidence: 0.9)], at: second(5))
    #expect(kinds(events) == [.changed])
    #expect(events.first?.changes == [.cause, .certainty])
    #expect(book.count == 1)
  }

  @Test func `two incidents of one account go on as the two that they are`() {
    var book = IncidentBook()
    let limit = incident(refusedAt: [1, 2, 3])
    let password = incident(.rejected, refusedAt: [1, 2, 4])
    #expect(kinds(book.take([limit, password], at: second(5))) == [.opened, .opened])
    #expect(book.take([password, limit], at: second(6)).isEmpty)
  }

  @Test func `an incident that gets ten times worse is told again, and only then`() {
    var book = IncidentBook()
    _ = book.take([incident(refusedAt: [1, 2, 3])], at: second(4))
    #expect(book.take([incident(refusedAt: Array(1...29))], at: second(30)).isEmpty)
    let events = book.take([incident(refusedAt: Array(1...30))], at: second(31))
    #expect(events.first?.changes == [.worse])
    #expect(book.take([incident(refusedAt: Array(1...31))], at: second(32)).isEmpty)
  }

  @Test func `a limit reached again is given no value that was inferred across both times`() {
    var book = IncidentBook()
    func limited(_ seconds: [Int], _ basis: LimitFinding.Basis) -> Incident {
      var one = incident(refusedAt: seconds)
      one.limit = LimitFinding(
        setting: "MaxConnectionsPerUser", value: 24, atLeast: nil, atMost: nil, basis: basis,
        explained: 1, unexplained: 0, alsoFits: [])
      return one
    }
    let first = book.take([limited([1, 2, 3], .inferred)], at: second(4))
    #expect(first.first?.incident.incident.limit?.value == 24)
    _ = book.take([limited([1, 2, 3], .inferred)], at: second(70))
    let again = book.take([limited([1, 2, 3, 100, 101, 102], .inferred)], at: second(103))
    #expect(again.first?.incident.incident.limit == nil)
    _ = book.take([limited([1, 2, 3, 100, 101, 102, 104], .stated)], at: second(105))
    #expect(book.open.first?.incident.limit?.value == 24)
  }

  @Test func `sign-ins above the limit after the last refusal do not change what is known of it`() {
    var book = IncidentBook()
    _ = book.take([incident(refusedAt: [1, 2, 3])], at: second(4))
    #expect(book.take([incident(.rejected, refusedAt: [1, 2, 3])], at: second(20)).isEmpty)
    #expect(book.open.first?.incident.cause == .connectionsPerUser)
  }

  @Test func `an incident that an earlier run left open goes on, and is not opened again`() {
    var book = IncidentBook()
    book.earlier = [
      IncidentBook.Earlier(
        key: "k", server: Self.server.description, account: "uccxmail", verdict: "throttling",
        opened: second(1), refusals: 40)
    ]
    let events = book.take([incident(refusedAt: [100, 101, 102])], at: second(103))
    #expect(kinds(events) == [.changed])
    #expect(events.first?.changes == [.resumed])
    #expect(events.first?.incident.key == "k")
    #expect(events.first?.incident.opened == second(1))
    #expect(events.first?.incident.refusals == 43)
    #expect(book.earlier.isEmpty)
  }

  @Test func `what is hardly believed is not told`() {
    var book = IncidentBook()
    #expect(
      book.take([incident(refusedAt: [1, 2, 3], confidence: 0.4)], at: second(4)).isEmpty)
  }

  @Test func `what was over before the sensor could tell is not told as open`() {
    var book = IncidentBook()
    #expect(book.take([incident(refusedAt: [1, 2, 3])], at: second(100)).isEmpty)
  }

  @Test func `no more than the limit are open at a time`() {
    var rules = IncidentRules()
    rules.limit = 2
    var book = IncidentBook(rules)
    let many = (0..<5).map { incident(refusedAt: [1, 2, 3], account: "user\($0)") }
    #expect(book.take(many, at: second(4)).count == 2)
    #expect(kinds(book.finish(at: second(5))) == [.closed, .closed])
    #expect(book.open.isEmpty)
  }
}
