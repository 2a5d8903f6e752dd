import Bytes
import Mail
import Packets
import Sessions
import Testing

@testable import Diagnosis

/// Contact centres before and after a change on their server.
struct ComparisonTests {
  private static func sessions(
    limit: Int?, agents: Int = 14, seed: UInt64 = 1, view: CaptureView = CaptureView(),
    wrongPasswords: Int = 0
  ) -> [MailSession] {
    var plan = ContactCentre.Plan(limit: limit, agents: agents, wrongPasswords: wrongPasswords)
    plan.length = 15_000
    return view.sessions(of: ContactCentre(plan, seed: seed))
  }

  @Test(arguments: UInt64(1)...10) func `a limit raised beyond the demand is proven gone`(
    _ seed: UInt64
  ) throws {
    let comparison = Comparison(
      before: Self.sessions(limit: 16, seed: seed),
      after: Self.sessions(limit: 60, seed: seed + 100))
    #expect(comparison.outcome == .proven, "\(comparison.reason)")
    guard case .acceptedAbove(let load) = comparison.reason else { return }
    #expect(load >= 16)
    #expect(comparison.subject?.oldLimit == 16)
    let (before, after) = (try #require(comparison.before), try #require(comparison.after))
    #expect(before.peakLoad == 16)
    #expect(after.peakLoad > 16)
    #expect(after.refusals == 0)
    #expect(before.refusals > before.refusedPlaces)
    #expect(comparison.difference?.isFall == true)
    #expect(comparison.exhibits.map(\.wasRefused) == [true, false])
    #expect(comparison.exhibits.map(\.half) == [.before, .after])
  }

  @Test func `too few agents after the change prove nothing, and the report says how many would`() {
    let comparison = Comparison(
      before: Self.sessions(limit: 16), after: Self.sessions(limit: 60, agents: 5, seed: 2))
    #expect(comparison.outcome == .notProven)
    guard case .loadNotReached(let limit, let most, let agents) = comparison.reason else {
      Issue.record("\(comparison.reason)")
      return
    }
    #expect(limit == 16)
    #expect(most <= 10)
    // Two connections an agent: nine agents want more than sixteen.
    #expect(agents == 9)
  }

  @Test(arguments: UInt64(1)...5) func `a limit raised too little is met again`(_ seed: UInt64) {
    let comparison = Comparison(
      before: Self.sessions(limit: 16, seed: seed),
      after: Self.sessions(limit: 20, agents: 24, seed: seed + 50))
    #expect(comparison.outcome == .notProven)
    #expect(comparison.reason == .limitRaised(from: 16, to: 20))
  }

  @Test func `a server that was not changed still refuses`() {
    let comparison = Comparison(
      before: Self.sessions(limit: 16), after: Self.sessions(limit: 16, seed: 3))
    #expect(comparison.outcome == .notProven)
    #expect(comparison.reason == .stillRefused(limit: 16))
  }

  @Test func `a lower limit is worse`() {
    let comparison = Comparison(
      before: Self.sessions(limit: 16), after: Self.sessions(limit: 8, seed: 4))
    #expect(comparison.outcome == .worse)
    #expect(comparison.reason == .limitFell(from: 16, to: 8))
  }

  @Test func `refusals that were not there before are worse`() {
    let comparison = Comparison(
      before: Self.sessions(limit: nil), after: Self.sessions(limit: 6, seed: 4))
    #expect(comparison.outcome == .worse)
    #expect(comparison.reason == .refusalsRose(cause: .connectionsPerUser))
  }

  @Test func `one agent's wrong password does not hide that the limit is gone`() {
    let comparison = Comparison(
      before: Self.sessions(limit: 16),
      after: Self.sessions(limit: 60, agents: 16, seed: 5, wrongPasswords: 1))
    #expect(comparison.outcome == .proven, "\(comparison.reason)")
    let causes = comparison.remarks.compactMap { remark -> Cause? in
      if case .otherCause(let cause, _) = remark { cause } else { nil }
    }
    #expect(causes == [.rejected])
  }

  // MARK: Not comparable

  private static func reason(
    _ before: [MailSession], _ after: [MailSession],
    choice: Comparison.Choice = Comparison.Choice()
  ) -> Comparison.Reason? {
    let comparison = Comparison(before: before, after: after, choice: choice)
    return comparison.outcome == .notComparable ? comparison.reason : nil
  }

  @Test func `another account, server or protocol is not comparable`() {
    let before = Self.sessions(limit: 16)
    let after = Self.sessions(limit: 60, seed: 2)
    var others = after
    for index in others.indices {
      for place in others[index].authentications.indices {
        others[index].authentications[place].account?.user = "sales"
      }
    }
    #expect(Self.reason(before, others) == .accountMissing(.after))
    #expect(
      Self.reason(before, after, choice: .init(account: "sales")) == .accountMissing(.before))
    let address = IPAddress(v4: 0x0a04_0460)
    #expect(
      Self.reason(before, after, choice: .init(server: address)) == .accountMissing(.before))
    var moved = after
    for index in moved.indices { moved[index].server.address = address }
    #expect(Self.reason(before, moved) == .otherServer)
    var mail = after
    for index in mail.indices { mail[index].mailProtocol = .smtp }
    #expect(Self.reason(before, mail) == .otherProtocol)
  }

  @Test func `an account may be chosen as clients spell it`() {
    let comparison = Comparison(
      before: Self.sessions(limit: 16), after: Self.sessions(limit: 60, seed: 2),
      choice: .init(account: "CONTOSO\\UCCXmail", server: SessionScript.server.address))
    #expect(comparison.outcome == .proven)
  }

  @Test func `one agent's view and the span's are not comparable`() {
    let span = Self.sessions(limit: 16)
    let one = Self.sessions(limit: 60, seed: 2, view: CaptureView(agents: [3]))
    #expect(Self.reason(span, one) == .oneClientsView(.after))
    let refused = Self.sessions(limit: 4, view: CaptureView(agents: [3]))
    #expect(Self.reason(refused, Self.sessions(limit: 60, seed: 2)) == .oneClientsView(.before))
  }

  @Test func `one direction, and sign-ins inside TLS, are not comparable`() {
    let before = Self.sessions(limit: 16)
    var half = Self.sessions(limit: 60, seed: 2)
    for index in half.indices { half[index].seen.client = false }
    #expect(Self.reason(before, half) == .oneDirection(.after))
    var hidden = Self.sessions(limit: 60, seed: 2)
    for index in hidden.indices {
      hidden[index].tls = .implicit
      hidden[index].authentications = []
    }
    #expect(Self.reason(before, hidden) == .encrypted(.after))
    let partly = Array(hidden.prefix(12)) + Self.sessions(limit: 60, seed: 2).dropFirst(12)
    #expect(Self.reason(before, partly) == .encrypted(.after))
  }

  @Test func `a healthy capture before leaves nothing to prove`() {
    #expect(
      Self.reason(Self.sessions(limit: nil), Self.sessions(limit: nil, seed: 2))
        == .noThrottlingBefore(shows: nil))
  }

  @Test func `captures without mail are not comparable`() {
    let some = Self.sessions(limit: 16)
    #expect(Self.reason([], []) == .noMail(.before))
    #expect(Self.reason([], some) == .noMail(.before))
    #expect(Self.reason(some, []) == .noMail(.after))
  }

  // MARK: Small numbers

  @Test(arguments: [0, 1, 2, 3, 5, 9, 14])
  func `captures cut short give finite figures and never a proof of chance`(_ count: Int) {
    let before = Self.sessions(limit: 16)
    let after = Self.sessions(limit: 60, seed: 2)
    for (old, new) in [
      (Array(before.prefix(count)), after), (before, Array(after.prefix(count))),
      (Array(before.prefix(count)), Array(after.prefix(count))),
    ] {
      let comparison = Comparison(before: old, after: new)
      #expect(comparison.outcome != .proven)
      let figures =
        [comparison.difference.map { [$0.value, $0.low, $0.high] }]
        + [comparison.before, comparison.after].map { side in
          (side?.placeRate).map { [$0.value, $0.low, $0.high] }
        }
      #expect(figures.compactMap { $0 }.joined().allSatisfy { $0.isFinite && abs($0) <= 1 })
    }
  }

  @Test func `a few refusals before are not told from chance`() {
    var script = SessionScript()
    for number in 0..<4 {
      script.signIn(client: number, at: number * 100, until: 9_000, answer: "A1 OK done.")
    }
    for number in 4..<6 {
      script.signIn(
        client: number, at: number * 100, until: 9_000 + number,
        answer: "A1 NO AUTHENTICATE failed.")
    }
    var after = SessionScript()
    for number in 0..<6 {
      after.signIn(client: number, at: number * 100, until: 9_000, answer: "A1 OK done.")
    }
    let comparison = Comparison(before: script.sessions, after: after.sessions)
    #expect(comparison.outcome != .proven)
  }
}
