import Foundation
import TestSupport
import Testing

/// The command `checklist`: a plan without a capture.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct ChecklistTests {
  private let chokepoint: Program

  init() throws { chokepoint = try #require(Program.chokepoint) }

  private func checklist(_ arguments: String...) throws -> Program.Outcome {
    try chokepoint.run(["checklist"] + arguments)
  }

  @Test func `agents size the commands`() throws {
    let outcome = try checklist(
      "--cause", "connections-per-user", "--server", "2010-sp3", "--agents", "40")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    for words in [
      "Set-ImapSettings -MaxConnectionsPerUser 100", "Get-ImapSettings", "-Value 100 -Force",
      "Restart-Service MSExchangeIMAP4 on every Client Access server",
      "40 agents x 2 + UCCX 2 = 82",
      "Not needed", "View Information Store status",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
  }

  @Test func `every step of the document is told of`() throws {
    let outcome = try checklist("--cause", "budget-delay", "--server", "2010-sp2")
    for words in [
      "New-ThrottlingPolicy -Name", "Set-ThrottlingPolicy -Identity", "-IMAPMaxConcurrency $null",
      "Set-Mailbox -Identity 'ACCOUNT'", "-MaxConnectionsPerUser 2400", "telnet 143",
      "-MaxCommandSize 10240", "Set-ReceiveConnector",
    ] {
      #expect(outcome.output.contains(words), "\(words)")
    }
  }

  @Test func `the plan is there for programs as well`() throws {
    let outcome = try checklist(
      "--cause", "smtp-message-rate", "--server", "2016", "--format", "json")
    let value = try JSONSerialization.jsonObject(with: Data(outcome.bytes))
    let plan = try #require(value as? [String: Any])
    #expect(plan["schema"] as? String == "chokepoint.checklist/1")
    #expect(plan["serverVersion"] as? String == "exchange-2016")
    let remedies = try #require(plan["remedies"] as? [[String: Any]])
    let commands = try #require(remedies.first?["commands"] as? [String])
    #expect(commands.first?.contains("-MessageRateLimit MESSAGES") == true)
    #expect((plan["notNeeded"] as? [Any])?.isEmpty == false)
  }

  @Test(arguments: [
    (["--cause", "nonsense", "--server", "2016"], "nonsense"),
    (["--cause", "rejected", "--server", "2011"], "2011"),
    (["--cause", "rejected", "--server", "a\u{1b}[2Jb"], "Known are"),
    (["--cause", "connections-per-user", "--server", "2016", "--agents", "0"], "--agents"),
    (
      ["--cause", "connections-per-user", "--server", "2016", "--connections-per-login", "-3"],
      "connections-per-login"
    ), (["--server", "2016"], "--cause"),
  ])
  func `what is unknown is refused, with what is known`(
    arguments: [String], words: String
  ) throws {
    let outcome = try chokepoint.run(["checklist"] + arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains(words))
    #expect(!outcome.errors.contains("\u{1b}"))
  }

  @Test func `a hostile account stays one word`() throws {
    let outcome = try checklist(
      "--cause", "budget-delay", "--server", "2016", "--account", "x'; Remove-Mailbox y")
    #expect(outcome.output.contains("-Identity 'x''; Remove-Mailbox y' -ThrottlingPolicy"))
  }
}
