import Packets
import Testing

@testable import Diagnosis

/// The acceptance of issue 3: no command names what the server's version has not.
struct RemedyCommandTests {
  private static let exchange = ServerVersion.exchangeVersions

  static func plan(
    _ cause: Cause, _ version: ServerVersion, agents: Int? = 12, account: String? = nil,
    change: (inout RemedyContext) -> Void = { _ in }
  ) -> RemedyPlan {
    var context = RemedyContext(cause: cause, version: version)
    context.agents = agents
    context.account = account
    change(&context)
    return Remedies.plan(for: context)
  }

  static func lines(_ plan: RemedyPlan) -> [String] {
    plan.remedies.flatMap { $0.read + $0.commands + $0.verify }.map(\.description)
  }

  @Test(arguments: exchange, Cause.allCases)
  func `every cmdlet and parameter exists in the version`(version: ServerVersion, cause: Cause) {
    for agents in [nil, 3, 12, 30_000] {
      for port in [nil, 25, 143] as [UInt16?] {
        let plan = Self.plan(cause, version, agents: agents) { context in
          context.server = port.map { Endpoint(address: IPAddress(v4: 0x0a04_045f), port: $0) }
        }
        for line in Self.lines(plan) {
          #expect(KnownCmdlets.faults(of: line, on: version) == [], "\(line)")
        }
        for restart in plan.remedies.compactMap(\.restart?.description) {
          #expect(KnownCmdlets.faults(of: restart, on: version) == [], "\(restart)")
        }
      }
    }
  }

  @Test(arguments: [
    ("New-ThrottlingPolicy -Name 'x'", ServerVersion.exchange2007, ["no New-ThrottlingPolicy"]),
    (
      "Set-ThrottlingPolicy -Identity 'x' -CPUStartPercent $null", .exchange2013,
      ["no -CPUStartPercent of Set-ThrottlingPolicy"]
    ),
    (
      "Set-ThrottlingPolicy -Identity 'x' -CPAMaxConcurrency $null", .exchange2010RTM,
      ["no -CPAMaxConcurrency of Set-ThrottlingPolicy"]
    ),
    (
      "Set-ThrottlingPolicy -Identity 'x' -ImapMaxBurst unlimited", .exchange2010SP3,
      ["no -ImapMaxBurst of Set-ThrottlingPolicy"]
    ),
    (
      "Set-ImapSettings -MaxConnectionsFromSingleIP 3", .exchange2010SP3,
      ["no -MaxConnectionsFromSingleIP of Set-ImapSettings"]
    ),
    (
      #"Get-ItemProperty -Path 'HKLM:\Services\MSEExchangeIS'"#, .exchange2010SP3,
      ["no MSEExchangeIS"]
    ),
    ("Restart-Service MSExchangeIMAP4BE", .exchange2010SP3, ["no MSExchangeIMAP4BE"]),
    ("Get-Mailbox -Identity 'x; Stop-Service y", .exchange2016, ["an open quote"]),
    ("Get-Mailbox -Identity 'x'; Remove-Mailbox y", .exchange2016, ["no Remove-Mailbox"]),
  ])
  func `the check finds what a version lacks`(
    line: String, version: ServerVersion, faults: [String]
  ) {
    #expect(KnownCmdlets.faults(of: line, on: version) == faults)
  }

  @Test(arguments: exchange)
  func `registry lines use the right key and a value that the version reads`(
    version: ServerVersion
  ) {
    var named: Set<String> = []
    for cause in Cause.allCases {
      for line in Self.lines(Self.plan(cause, version)) {
        if line.contains("HKLM:") {
          #expect(
            line.contains(#"HKLM:\SYSTEM\CurrentControlSet\Services\MSExchangeIS\ParametersSystem"#)
          )
        }
        guard line.hasPrefix("New-ItemProperty"),
          let name = PowerShellLine(line).commands[0].first(where: \.isQuoted)?.text
        else { continue }
        named.insert(name)
        #expect(KnownCmdlets.registryValues[name]?.contains(version) == true, "\(name)")
      }
    }
    #expect(
      named.contains("Maximum Allowed Service Sessions Per User") == (version != .exchange2007))
  }

  @Test(arguments: [
    (ServerVersion.exchange2010RTM, "-IMAPMaxConcurrency $null"),
    (.exchange2010SP1, "-IMAPMaxConcurrency $null"), (.exchange2010SP3, "-RCAMaxConcurrency $null"),
    (.exchange2013, "-ImapMaxConcurrency unlimited"), (.exchangeSE, "-ImapMaxBurst unlimited"),
  ])
  func `a policy lifts its limits in the words of the version`(
    version: ServerVersion, words: String
  ) {
    let lines = Self.lines(Self.plan(.budgetDelay, version, account: "uccxmail"))
    #expect(lines.contains { $0.hasPrefix("New-ThrottlingPolicy -Name 'UCCX'") })
    #expect(lines.contains { $0.hasPrefix("Set-ThrottlingPolicy") && $0.contains(words) })
    #expect(lines.contains("Set-Mailbox -Identity 'uccxmail' -ThrottlingPolicy 'UCCX'"))
    #expect(
      lines.contains { $0.contains("-ThrottlingPolicyScope Regular") }
        == KnownCmdlets.from2013.contains(version))
  }

  @Test(arguments: exchange)
  func `the product's own table agrees with the knowledge base`(version: ServerVersion) {
    let settings = VersionTable.settings(on: version)
    let cmdlets = ["Set-ImapSettings", "Set-ThrottlingPolicy", "Set-ReceiveConnector"]
    for setting in settings where cmdlets.contains(setting.owner) {
      #expect(
        KnownCmdlets.cmdlets[setting.owner]?.parameters[setting.name]?.contains(version) == true,
        "\(setting.owner) -\(setting.name)")
    }
    for cmdlet in cmdlets {
      let known = KnownCmdlets.cmdlets[cmdlet]?.parameters.filter { $0.value.contains(version) }
      let names = settings.filter { $0.owner == cmdlet }.map(\.name)
      let missing = Set(known.map { Array($0.keys) } ?? []).subtracting(names)
      let isAbsent = cmdlet == "Set-ThrottlingPolicy" && version == .exchange2007
      #expect(isAbsent || missing.isSubset(of: ["Server", "Identity"]), "\(missing)")
    }
  }

  @Test(arguments: Cause.allCases)
  func `a line of an open plan without a remark holds from 2010 on`(cause: Cause) {
    for line in Self.lines(Self.plan(cause, .exchange)) where !line.contains("  # ") {
      for version in KnownCmdlets.from2010 {
        #expect(KnownCmdlets.faults(of: line, on: version) == [], "\(version.rawValue): \(line)")
      }
    }
  }

  @Test(arguments: ServerVersion.allCases, Cause.allCases)
  func `every cause has a plan that says what to read and why`(
    version: ServerVersion, cause: Cause
  ) throws {
    let plan = Self.plan(cause, version)
    let first = try #require(plan.remedies.first)
    #expect(!first.title.isEmpty && !first.because.isEmpty)
    #expect(Set(plan.remedies.map(\.id)).count == plan.remedies.count)
    for remedy in plan.remedies where !remedy.commands.isEmpty {
      #expect(!remedy.read.isEmpty && !remedy.verify.isEmpty, "\(remedy.id)")
    }
  }
}
