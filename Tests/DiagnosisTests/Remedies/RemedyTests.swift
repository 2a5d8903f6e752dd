import Testing

@testable import Diagnosis

struct RemedyTests {
  private static let concrete = ServerVersion.allCases.filter { !$0.isOpen }

  private func plan(_ cause: Cause, _ version: ServerVersion, agents: Int? = 12) -> RemedyPlan {
    var context = RemedyContext(cause: cause, version: version)
    context.agents = agents
    return Remedies.plan(for: context)
  }

  @Test(arguments: concrete)
  func `no command names what the version lacks`(version: ServerVersion) throws {
    for cause in Cause.allCases {
      for command in plan(cause, version).remedies.flatMap(\.commands) {
        let words = command.split(separator: " ").map(String.init)
        let cmdlet = try #require(words.first)
        #expect(!command.contains("MSEExchangeIS") && !command.contains("MaxConnectionsFrom"))
        let owners = ["Set-ImapSettings", "Set-ThrottlingPolicy", "Set-ReceiveConnector"]
        guard owners.contains(cmdlet) else { continue }
        for (place, word) in words.enumerated()
        where word.hasPrefix("-") && !["-Identity", "-Name"].contains(word) {
          let setting = VersionTable.setting(
            String(word.dropFirst()), of: cmdlet, on: version)
          let found = try #require(setting, "\(version.rawValue): \(command)")
          let value = words[place + 1]
          #expect(
            ["N", "P"].contains(value) || found.words.contains(value)
              || Int(value).map(found.range.contains) == true, "\(command)")
        }
      }
    }
  }

  @Test(arguments: ServerVersion.exchangeVersions)
  func `registry lines use keys and values of the version`(version: ServerVersion) {
    for cause in Cause.allCases {
      for remedy in plan(cause, version).remedies {
        for line in remedy.commands + remedy.read where line.contains("HKLM:") {
          #expect(line.contains(#"\Services\MSExchangeIS\ParametersSystem"#))
        }
        guard let name = remedy.commands.first(where: { $0.hasPrefix("$name = ") }) else {
          continue
        }
        let value = String(name.dropFirst("$name = '".count).dropLast())
        #expect(VersionTable.setting(value, of: VersionTable.storeKey, on: version) != nil)
      }
    }
  }

  @Test func `2010 alone has percentages, 2013 and later alone have bursts`() {
    for version in ServerVersion.exchangeVersions {
      let names = VersionTable.settings(on: version).map(\.name)
      let is2010 = ServerVersion.exchange2010Versions.contains(version)
      #expect(names.contains("IMAPPercentTimeInCAS") == is2010)
      #expect(names.contains("CPUStartPercent") == is2010)
      #expect(names.contains("ImapMaxBurst") == version.isExchange(from: .exchange2013))
    }
  }

  @Test(arguments: ServerVersion.allCases)
  func `each step of the document stands in every plan, once`(version: ServerVersion) {
    for cause in Cause.allCases {
      let plan = plan(cause, version)
      #expect(!plan.remedies.isEmpty, "\(cause.rawValue)")
      let steps = plan.remedies.flatMap(\.documentSteps) + plan.notNeeded.map(\.step)
      #expect(Set(steps) == Set(DocumentStep.allCases))
      #expect(
        Set(plan.notNeeded.map(\.step)).isDisjoint(with: plan.remedies.flatMap(\.documentSteps)))
    }
  }

  @Test(arguments: [1, 3, 7, 12, 500, 100_000])
  func `no number tightens a default`(agents: Int) {
    for version in ServerVersion.exchangeVersions {
      for cause in [Cause.connectionsPerUser, .connectionsPerIP, .connectionsTotal] {
        for command in plan(cause, version, agents: agents).remedies.flatMap(\.commands) {
          let words = command.split(separator: " ").map(String.init)
          guard words.count == 3, words[0] == "Set-ImapSettings", let value = Int(words[2]),
            let setting = VersionTable.setting(
              String(words[1].dropFirst()), of: words[0], on: version)
          else { continue }
          #expect(value >= setting.defaultValue ?? 0)
        }
      }
    }
  }

  @Test func `twelve agents need forty, and without agents the letter stands`() {
    let known = plan(.connectionsPerUser, .exchange2010SP3)
    #expect(known.remedies.first?.commands == ["Set-ImapSettings -MaxConnectionsPerUser 40"])
    let unknown = plan(.connectionsPerUser, .exchange2010SP3, agents: nil)
    #expect(unknown.remedies.first?.commands == ["Set-ImapSettings -MaxConnectionsPerUser N"])
  }

  @Test func `an open version says whose a line is`() {
    let restart = plan(.connectionsPerUser, .exchange).remedies.first?.restart ?? ""
    #expect(restart.contains("# Exchange 2007 to 2010"))
    #expect(restart.contains("# Exchange 2016 and later"))
  }

  @Test(arguments: [
    ("uccx", "'uccx'"), ("o'brien; Remove-Mailbox x", "'o''brien; Remove-Mailbox x'"),
    ("a\u{2019}; calc", "'a\u{2019}\u{2019}; calc'"), ("$(calc)`", "'$(calc)`'"),
    ("a\nb", "'ACCOUNT'"), ("a\u{202e}b", "'ACCOUNT'"), ("*", "'ACCOUNT'"), ("", "'ACCOUNT'"),
    ("x'\u{301}; calc", "'ACCOUNT'"),
  ])
  func `a hostile name stays inside PowerShell's quotes`(name: String, quoted: String) {
    #expect(CommandArgument.powerShell(name, placeholder: "ACCOUNT") == quoted)
  }

  @Test(arguments: [
    ("o'brien; rm -rf x", #"'o'\''brien; rm -rf x'"#), ("-x", "'ACCOUNT'"), ("$(id)", "'$(id)'"),
    ("a\nb", "'ACCOUNT'"),
  ])
  func `a hostile name stays inside a shell's quotes`(name: String, quoted: String) {
    #expect(CommandArgument.shell(name, placeholder: "ACCOUNT") == quoted)
  }

  @Test(arguments: [
    ("2010-sp1", ServerVersion.exchange2010SP1), ("exchange-2010-sp2", .exchange2010SP2),
    ("SE", .exchangeSE), ("online", .exchangeOnline), ("2013", .exchange2013),
    ("dovecot", .dovecot), ("2010", .exchange2010),
  ])
  func `versions are known by their short names`(spelling: String, version: ServerVersion) {
    #expect(ServerVersion(spelling: spelling) == version)
  }
}
