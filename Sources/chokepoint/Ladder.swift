import ArgumentParser
import Bytes
import Capture
import Mail
import Pipeline
import Reports
import Sessions

struct Ladder: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ladder",
    abstract: "Show one account's sign-ins as a ladder over time, agent by agent.",
    discussion: """
      What was sent, what came back, when and in which frame, and how many connections of the \
      account were open then. On a terminal it can be scrolled: arrows, Page Up and Page Down, \
      Home and End, left and right for more agents, / to search, q to quit. Elsewhere all of it is \
      printed, as many agents side by side as fit.
      """)

  @OptionGroup var input: CaptureOptions

  @Option(
    help: ArgumentHelp(
      "The account; by default the one that was refused most.", valueName: "name"))
  var account: String?

  @Option(
    help: ArgumentHelp(
      "Only the agent with this address or computer name. May be given several times.",
      valueName: "agent"))
  var agent: [String] = []

  @Flag(name: .customLong("refused"), help: "Only sessions in which something was refused.")
  var refusedOnly = false

  @Option(
    help: ArgumentHelp(
      "Columns to draw in; by default the terminal's, else \(LadderPrint.defaultWidth).",
      valueName: "columns"))
  var width: Int?

  func validate() throws {
    if let width, !(60...1_000).contains(width) {
      throw ValidationError("'--width' needs a number from 60 to 1000, not \(width).")
    }
    if let account, AccountName(WireText(account)) == nil {
      throw ValidationError("'--account' needs a name.")
    }
  }

  func run() throws {
    let reading = CaptureReading(paths: input.paths, options: input.options)
    guard !reading.results.isEmpty else { throw ExitCode(2) }
    let selection = LadderSelection(
      account: account.flatMap { AccountName(WireText($0)) }, agents: agent,
      refusedOnly: refusedOnly)
    let ladder: SignInLadder
    do throws(LadderProblem) {
      ladder = try SignInLadder(
        reading.merge.sessions, captures: reading.facts, selection: selection)
    } catch {
      Terminal.message("\(error)")
      throw ExitCode(2)
    }
    try show(ladder)
    if reading.hasTrouble { throw ExitCode(2) }
  }

  private func show(_ ladder: SignInLadder) throws {
    if Terminal.isInteractive, let screen = TerminalScreen() {
      try browse(ladder, on: screen)
      return
    }
    do {
      try LadderPrint(ladder, width: width ?? LadderPrint.defaultWidth).write(Terminal.print)
    } catch {
      try Output.fail(error)
    }
  }

  /// Lets the user walk through the ladder.
  private func browse(_ ladder: SignInLadder, on screen: consuming TerminalScreen) throws {
    /// What a terminal takes between the bytes of one key.
    let keyPause: Int32 = 50
    var keys = LadderKeyDecoder()
    var pager = LadderPager(ladder, rows: screen.size.rows, columns: width ?? screen.size.columns)
    let colours = Terminal.wantsColours
    func draw(_ pager: LadderPager, on screen: borrowing TerminalScreen) {
      screen.draw(pager.screen.map { $0.styled(colours: colours) })
    }
    draw(pager, on: screen)
    while true {
      var pressed: [LadderKey] = []
      switch screen.next(within: keys.isWaiting ? keyPause : nil) {
      case .bytes(let bytes): pressed = keys.decode(bytes)
      case .silence: pressed = keys.finish()
      case .resized:
        pager.resize(rows: screen.size.rows, columns: width ?? screen.size.columns)
        draw(pager, on: screen)
      case .ended(let signal): throw ExitCode(signal.map { 128 + $0 } ?? 0)
      }
      for key in pressed {
        guard pager.press(key) else { return }
        draw(pager, on: screen)
      }
    }
  }
}
