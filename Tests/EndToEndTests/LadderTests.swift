import Bytes
import Diagnosis
import Foundation
import Reports
import Sessions
import Testing

/// `ladder`, printed and on a terminal.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct LadderTests {
  private static let golden = SampleCapture.package.appending(path: "Tests/EndToEndTests/Golden")
  private let chokepoint: Program
  private let throttled = SampleCapture(name: "per-user-limit-16").reportedPath

  init() throws { chokepoint = try #require(Program.chokepoint) }

  @Test(arguments: ["per-user-limit-16-one-agent", "two-accounts", "unreachable"])
  func `a printed ladder is the golden one`(_ name: String) throws {
    let outcome = try chokepoint.run(["ladder", SampleCapture(name: name).reportedPath])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let file = Self.golden.appending(path: "\(name).ladder.txt")
    if ProcessInfo.processInfo.environment["CHOKEPOINT_UPDATE_GOLDEN"] == "1" {
      try Data(outcome.bytes).write(to: file)
    }
    #expect(outcome.output == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  @Test(arguments: SampleCapture.all)
  func `every sign-in of the account is a request and an answer`(
    _ capture: SampleCapture
  ) throws {
    let study = try Study(path: capture.path)
    let lines = try study.ladder(path: capture.reportedPath).split(separator: "\n")
      .map(String.init)
    #expect(lines.allSatisfy { $0.count <= LadderPrint.defaultWidth })
    let frames = Set(
      lines.filter { $0.hasSuffix("│") }.compactMap { $0.split(separator: " ").first }
        .compactMap { Int($0) })
    guard let incident = study.diagnosis.incidents.first, incident.account != nil,
      incident.cause == .connectionsPerUser
    else { return }
    #expect(incident.evidence.allSatisfy { frames.contains($0.stamp.frame) })
  }

  @Test func `the load beside each refusal is the limit`() throws {
    let outcome = try chokepoint.run(["ladder", "--refused", throttled])
    let refusals = outcome.lines.filter { $0.contains("A1 NO AUTHENTICATE failed.") }
    #expect(refusals.count > 50)
    #expect(refusals.allSatisfy { $0.split(separator: " ").dropFirst(2).first == "16" })
  }

  @Test func `filters leave what they name`() throws {
    let outcome = try chokepoint.run([
      "ladder", throttled, "--agent", "AGENT-PC-10", "--agent", "10.4.5.101", "--width", "100",
    ])
    #expect(outcome.status == 0)
    #expect(outcome.lines.contains { $0.hasPrefix("frame") && $0.contains("AGENT-PC-10") })
    #expect(outcome.lines.contains { $0.contains("10.4.5.110") && $0.contains("10.4.5.101") })
    #expect(!outcome.output.contains("10.4.5.108 "))
  }

  @Test(arguments: [
    (["--account", "nobody"], "uccxmail"), (["--agent", "nobody"], "AGENT-PC-10"),
  ])
  func `a name that is not there is answered with those that are`(
    arguments: [String], known: String
  ) throws {
    let outcome = try chokepoint.run(["ladder", throttled] + arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.messages.count == 1)
    #expect(outcome.errors.contains(known))
  }

  @Test(arguments: [["--width", "59"], ["--account", ""], ["--width", "x"]])
  func `wrong usage has a status of its own`(_ arguments: [String]) throws {
    let outcome = try chokepoint.run(["ladder", throttled] + arguments)
    #expect(outcome.status == 64)
  }

  @Test func `a reader that leaves early is no error`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let outcome = try chokepoint.run(
      ["ladder", throttled], output: pipe.fileHandleForWriting)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test(.enabled(if: Program.tool("script") != nil, "no script command to make a terminal"))
  func `on a terminal it is walked through and leaves the screen as it was`() throws {
    let script = try #require(Program.tool("script"))
    let folder = try TemporaryFolder()
    let keys = try folder.file("keys", Array("\u{1b}[6~\u{1b}[C/A1 NO\rq".utf8))
    let command =
      "stty rows 20 cols 90; timeout --foreground 60 '\(chokepoint.file.path)' ladder '\(throttled)'; echo status $?;"
      + " stty -a | tr ' ' '\\n' | grep -x -e icanon -e echo | sort"
    let outcome = try script.run(
      ["-q", "-e", "-c", command, "/dev/null"], input: keys)
    let output = outcome.output
    #expect(output.contains("\u{1b}[?1049h") && output.contains("\u{1b}[?1049l"))
    let shown = output.replacing(/\u{1b}\[[0-9;?]*[A-Za-z]/, with: "")
    #expect(shown.contains("1-16 of 828"))
    #expect(shown.contains("16-31 of 828"))
    #expect(shown.contains("A1 NO AUTHENTICATE failed."))
    let end = shown.components(separatedBy: "status ").last ?? ""
    #expect(end.split(whereSeparator: \.isWhitespace) == ["0", "echo", "icanon"])
  }
}
