import Bytes
import Mail
import Testing

@testable import Reports

struct LadderSelectionTests {
  /// One account of two names with a refusal, and a busier one without.
  private var scene: LadderScene {
    var scene = LadderScene()
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-01"), as: #"CONTOSO\uccxmail"#)
    scene.addSignIn(from: 2, as: "uccxmail@contoso.com")
    scene.addSignIn(from: 3, as: "uccxmail", isAccepted: false)
    for host: UInt32 in 4...9 { scene.addSignIn(from: host, as: "sales") }
    return scene
  }

  @Test func `the account that was refused most is shown, whatever its spelling`() throws {
    let ladder = try scene.ladder()
    #expect(ladder.agents.map(\.name) == ["AGENT-PC-01", "10.4.5.2", "10.4.5.3"])
    #expect(ladder.heading.title.hasPrefix("uccxmail at 10.4.4.95:143: 3 sign-ins of 3 clients"))
    #expect(ladder.heading.others == "Other accounts (--account NAME): sales")
  }

  @Test(arguments: ["sales", "SALES", #"CONTOSO\sales"#, "sales@contoso.com"])
  func `an account may be asked for in any spelling`(_ name: String) throws {
    let ladder = try scene.ladder(LadderSelection(account: AccountName(WireText(name))))
    #expect(ladder.agents.count == 6)
    #expect(ladder.heading.others == "Other accounts (--account NAME): uccxmail")
  }

  @Test func `an account that is not there is answered with those that are`() throws {
    let selection = LadderSelection(account: AccountName(WireText("nobody")))
    #expect(throws: LadderProblem.noSuchAccount(known: ["uccxmail", "sales"])) {
      try scene.ladder(selection)
    }
  }

  @Test(arguments: ["10.4.5.1", "AGENT-PC-01", "agent-pc-01"])
  func `an agent goes by its address or its name`(_ name: String) throws {
    let ladder = try scene.ladder(LadderSelection(agents: [name]))
    #expect(ladder.agents.map(\.name) == ["AGENT-PC-01"])
    #expect(ladder.heading.filtered == "Shown: 1 session of 3")
    // What is open counts all agents, shown or not.
    #expect(ladder.events.map(\.open) == [0, 0, 1, 1])
  }

  @Test func `an agent that is not there is answered with those that are`() throws {
    #expect(
      throws: LadderProblem.noSuchAgent("x", known: ["AGENT-PC-01", "10.4.5.2", "10.4.5.3"])
    ) {
      try scene.ladder(LadderSelection(agents: ["x"]))
    }
  }

  @Test func `refused sessions leave out the holders but name them in one line`() throws {
    let ladder = try scene.ladder(LadderSelection(refusedOnly: true))
    #expect(ladder.agents.map(\.name) == ["10.4.5.3"])
    #expect(ladder.heading.holding == "Open at the first refusal: 2, by 10.4.5.2×1, AGENT-PC-01×1")
    #expect(ladder.events.map(\.open) == [2, 2, 2, 2])
  }

  @Test func `holders are merged, the greatest first and the last ones counted`() throws {
    var scene = LadderScene()
    for host: UInt32 in 1...10 { scene.addSignIn(from: host) }
    for _ in 1...3 { scene.addSignIn(from: 7) }
    scene.addSignIn(from: 20, isAccepted: false)
    let holding = try #require(try scene.ladder().heading.holding)
    #expect(holding.hasPrefix("Open at the first refusal: 13, by 10.4.5.7×4, 10.4.5.1×1, "))
    #expect(holding.hasSuffix(" and 2 more"))
  }

  @Test func `nothing refused is said so`() throws {
    let selection = LadderSelection(
      account: AccountName(WireText("sales")), refusedOnly: true)
    #expect(throws: LadderProblem.nothingRefused) { try scene.ladder(selection) }
    #expect(throws: LadderProblem.noSessions) { try LadderScene().ladder() }
  }

  @Test func `agents behind one address have columns of their own`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-01"))
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-02"))
    scene.addSignIn(from: 1)
    let ladder = try scene.ladder()
    #expect(ladder.agents.map(\.name) == ["AGENT-PC-01", "AGENT-PC-02", "10.4.5.1"])
  }

  @Test func `an agent that names itself in some sessions is one`() throws {
    var scene = LadderScene()
    scene.addSignIn(from: 1)
    scene.addSignIn(from: 1, named: WireText("AGENT-PC-01"))
    #expect(try scene.ladder().agents.map(\.name) == ["AGENT-PC-01"])
  }
}
