import Testing

@testable import Diagnosis

/// Numbers in commands: never below what is wanted, never below what the server ships with.
struct RemedyNumberTests {
  /// Defaults and highest values of the settings (knowledge base, sections A1, A2 and A4).
  private static func bounds(_ name: String, _ version: ServerVersion) -> ClosedRange<Int> {
    let isNew = KnownCmdlets.from2013.contains(version)
    let unlimited = 2_147_483_647
    return switch name {
    case "MaxConnections": isNew ? unlimited...unlimited : 2_000...25_000
    case "MaxConnectionFromSingleIP":
      isNew ? unlimited...unlimited : version == .exchange2007 ? 20...1_000 : 2_000...25_000
    case "MaxConnectionsPerUser":
      isNew ? 16...unlimited : version == .exchange2007 ? 10...1_000 : 16...25_000
    case "Maximum Allowed Service Sessions Per User": 16...64_000
    case "Maximum Allowed Sessions Per User": 32...64_000
    case "MaxInboundConnection": 5_000...unlimited
    case "MaxInboundConnectionPerSource": 20...10_000
    default: 1...unlimited
    }
  }

  /// Settings with their numbers, from `-Name N` and from registry lines.
  private static func numbers(_ plan: RemedyPlan) -> [(name: String, value: Int)] {
    plan.remedies.flatMap(\.commands).map(\.description).flatMap {
      line -> [(name: String, value: Int)] in
      let words = PowerShellLine(line).commands[0]
      let value = words.firstIndex { $0.text == "-Name" }.map { words[$0 + 1].text }
      return words.indices.dropLast().compactMap { place in
        guard !words[place].isQuoted, words[place].text.hasPrefix("-"),
          let number = Int(words[place + 1].text)
        else { return nil }
        let name = String(words[place].text.dropFirst())
        return (name: name == "Value" ? value ?? name : name, value: number)
      }
    }.filter { $0.name != "objtMessage" }
  }

  @Test(arguments: ServerVersion.exchangeVersions, [1, 3, 7, 12, 500, 13_000, 100_000])
  func `no number is below the agents' demand, the default, or out of range`(
    version: ServerVersion, agents: Int
  ) {
    let demand = agents * 2 + 2
    for cause in [
      Cause.connectionsPerUser, .storeSessions, .connectionsPerIP, .connectionsTotal,
    ] {
      let plan = RemedyCommandTests.plan(cause, version, agents: agents)
      for (name, value) in Self.numbers(plan) {
        let bounds = Self.bounds(name, version)
        #expect(value >= demand && bounds.contains(value), "\(name) \(value)")
      }
      let perUser = Self.bounds("MaxConnectionsPerUser", version).upperBound
      if cause == .connectionsPerUser, demand > perUser {
        #expect(plan.remedies[0].title.description.contains("several accounts"))
      }
    }
  }

  @Test(arguments: [(1, 1), (20, 20), (17, 40), (40, 17), (3, 15_000)])
  func `a measured peak and the limit in force are both surpassed`(peak: Int, limit: Int) throws {
    for cause in [
      Cause.connectionsPerUser, .smtpConnectionsPerSource, .smtpMessageRate, .smtpConnectionsTotal,
    ] {
      let plan = RemedyCommandTests.plan(cause, .exchange2016, agents: nil) { context in
        context.peakDemand = peak
        context.limitAtLeast = limit
      }
      for (name, value) in Self.numbers(plan) where !name.contains("Percentage") {
        #expect(value >= peak && value > limit, "\(name) \(value)")
        #expect(Self.bounds(name, .exchange2016).contains(value))
      }
    }
  }

  @Test(arguments: [1, 19, 20, 100, 499, 2_000])
  func `the connector's percentage leaves room while half of it is in use`(peak: Int) throws {
    let plan = RemedyCommandTests.plan(.smtpConnectionsPerSource, .exchange2013, agents: nil) {
      $0.peakDemand = peak
    }
    let numbers = Dictionary(uniqueKeysWithValues: Self.numbers(plan).map { ($0.name, $0.value) })
    let percent = try #require(numbers["MaxInboundConnectionPercentagePerSource"])
    #expect((2...100).contains(percent))
    #expect(percent * (5_000 - 2_500) / 100 >= peak || percent == 100)
    #expect(try #require(numbers["MaxInboundConnectionPerSource"]) >= max(peak, 20))
  }

  @Test(arguments: [
    (Cause.connectionsPerUser, "CONNECTIONS"), (.smtpConnectionsPerSource, "CONNECTIONS"),
    (.smtpConnectionsTotal, "CONNECTIONS"), (.smtpMessageRate, "MESSAGES"),
  ])
  func `an unknown demand is a word that the text explains`(cause: Cause, word: String) throws {
    let plan = RemedyCommandTests.plan(cause, .exchange2010SP3, agents: nil)
    #expect(plan.remedies[0].commands.contains { $0.description.contains(" \(word)") })
    #expect(plan.remedies[0].because.description.hasPrefix("\(word) stands for"))
    #expect(Self.numbers(plan).isEmpty)
  }

  @Test func `agents do not size what only the UCCX server opens`() {
    let plan = RemedyCommandTests.plan(.smtpConnectionsPerSource, .exchange2016, agents: 400)
    #expect(Self.numbers(plan).isEmpty)
  }

  @Test func `twelve agents and the UCCX server need forty`() {
    let plan = RemedyCommandTests.plan(.connectionsPerUser, .exchange2010SP3)
    #expect(plan.remedies[0].commands == ["Set-ImapSettings -MaxConnectionsPerUser 40"])
    #expect(
      plan.remedies[0].because.description.hasPrefix("12 agents x 2 + UCCX 2 = 26 connections"))
    #expect(plan.remedies[1].commands.last?.description.hasSuffix("-Value 40 -Force") == true)
  }

  @Test(arguments: [1, 2, 5])
  func `more connections a login need more`(perLogin: Int) {
    let plan = RemedyCommandTests.plan(.connectionsPerUser, .exchange2016, agents: 100) {
      $0.connectionsPerLogin = perLogin
    }
    #expect(Self.numbers(plan).allSatisfy { $0.value >= 100 * perLogin + 2 })
    #expect(!Self.numbers(plan).isEmpty)
  }

  @Test(arguments: [Int.max, Int.min, 0, -1])
  func `absurd numbers do no harm`(number: Int) {
    for cause in Cause.allCases {
      let plan = RemedyCommandTests.plan(cause, .exchange, agents: number) { context in
        context.peakDemand = number
        context.limitAtLeast = number
        context.connectionsPerLogin = number
        context.serverConnections = number
      }
      #expect(!plan.remedies.isEmpty)
    }
  }
}
