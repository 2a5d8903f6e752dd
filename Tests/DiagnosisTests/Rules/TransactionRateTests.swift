import Sessions
import Testing

@testable import Diagnosis

struct TransactionRateTests {
  private static let postfix = "220 mx ESMTP Postfix"
  private static let exchange = "220 mx Microsoft ESMTP MAIL Service ready at Tue"

  /// A server that counts one client's commands in a fixed window from the first event, as Postfix
  /// does, refused ones too.
  private func fixedWindow(
    limit: Int, times: [Int], connects: [Int] = [0]
  ) -> SessionScript {
    var script = SessionScript()
    var start = connects[0]
    var count = 0
    let index = script.smtp(client: 1, at: connects[0], until: nil, banner: Self.postfix)
    for connect in connects.dropFirst() {
      script.smtp(client: 1, at: connect, until: connect + 10, banner: Self.postfix)
    }
    let events = (times.map { ($0, true) } + connects.map { ($0, false) }).sorted { $0.0 < $1.0 }
    for (time, isMail) in events {
      if time - start > 60_000 { (start, count) = (time, 0) }
      guard isMail else { continue }
      count += 1
      let isRefused = count > limit
      script.transaction(index, .sender, at: time, code: isRefused ? 450 : 250)
      if isRefused {
        script.refuse(
          index, .reply(450, command: "MAIL"), "4.7.1 Error: too much mail from 10.4.5.1",
          at: time + 5)
      }
    }
    return script
  }

  @Test(arguments: [3, 5, 12])
  func `a burst shows the limit of a fixed window`(limit: Int) throws {
    let script = fixedWindow(limit: limit, times: (0..<20).map { 100 + $0 * 200 })
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .smtpMessageRate)
    #expect(incident.limit?.value == limit)
    #expect(incident.limit?.setting == "smtpd_client_message_rate_limit")
    #expect(incident.account == nil)
  }

  @Test(arguments: [700, 3_000, 7_000, 11_000, 13_000])
  func `at any pace the bounds of a fixed window hold its limit`(pause: Int) throws {
    for limit in 1...8 where limit * pause < 60_000 {
      let script = fixedWindow(limit: limit, times: (0..<120).map { 50 + $0 * pause })
      let found = Diagnosis(of: script.sessions).incidents.first?.limit
      guard let found else { continue }
      #expect((found.atLeast ?? 1) <= limit && limit <= (found.atMost ?? .max))
    }
  }

  /// A server that counts an account's accepted messages of the last minute.
  private func slidingWindow(
    limit: Int, times: [Int], accounts: [String], clients: Int
  ) -> SessionScript {
    var script = SessionScript()
    let indices = (0..<clients).map { client in
      let index = script.smtp(client: client, at: client, until: nil, banner: Self.exchange)
      script.authenticate(
        index, at: 10 + client, account: accounts[client % accounts.count],
        answer: "235 2.7.0 go")
      return index
    }
    var taken: [String: [Int]] = [:]
    for (number, time) in times.enumerated() {
      let client = number % clients
      let account = accounts[client % accounts.count]
      let recent = (taken[account] ?? []).filter { time - $0 < 60_000 }
      let isRefused = recent.count >= limit
      script.transaction(indices[client], .sender, at: time, code: isRefused ? 421 : 250)
      if isRefused {
        script.refuse(
          indices[client], .reply(421, command: "MAIL"),
          "4.4.2 Message submission rate for this client has exceeded the configured limit",
          at: time + 5)
      } else {
        taken[account, default: []].append(time)
      }
    }
    return script
  }

  @Test func `Exchange counts a user over all addresses`() throws {
    let script = slidingWindow(
      limit: 5, times: (0..<30).map { 1_000 + $0 * 300 }, accounts: ["uccxmail"], clients: 3)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .smtpMessageRate)
    #expect(incident.account == "uccxmail")
    #expect(incident.limit?.value == 5)
  }

  @Test(arguments: [900, 4_000, 9_000, 11_000])
  func `the bounds hold for a sliding window, too`(pause: Int) throws {
    for limit in 2...6 where limit * pause < 60_000 {
      let script = slidingWindow(
        limit: limit, times: (0..<90).map { 1_000 + $0 * pause }, accounts: ["a"], clients: 1)
      let found = try #require(Diagnosis(of: script.sessions).incidents.first?.limit)
      #expect((found.atLeast ?? 1) <= limit && limit <= (found.atMost ?? .max))
    }
  }

  @Test func `a session from before the capture leaves the limit open above`() throws {
    var script = fixedWindow(limit: 5, times: (0..<10).map { 100 + $0 * 200 })
    script.sessions[0].opening = .midstream
    let limit = try #require(Diagnosis(of: script.sessions).incidents.first?.limit)
    #expect(limit.value == nil)
    #expect(limit.atMost == nil)
  }

  @Test func `Exim counts the messages of a connection`() throws {
    var script = SessionScript()
    for number in 0..<3 {
      let start = number * 600_000
      let index = script.smtp(
        client: 1, at: start, until: start + 500_000, banner: "220 mx ESMTP Exim 4.96 Tue")
      for message in 0..<11 {
        script.transaction(
          index, .sender, at: start + message * 30_000, code: message == 10 ? 421 : 250)
      }
      script.refuse(
        index, .reply(421, command: "MAIL"), "too many messages in this connection",
        at: start + 300_005)
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .smtpMessageRate)
    #expect(incident.limit?.value == 10)
    #expect(incident.limit?.setting == "smtp_accept_max_per_connection")
  }

  @Test func `messages without a refusal are healthy`() {
    #expect(fixedWindow(limit: 99, times: (0..<40).map { 100 + $0 * 200 }).causes.isEmpty)
  }
}
