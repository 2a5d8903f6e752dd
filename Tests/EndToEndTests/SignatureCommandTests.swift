import Foundation
import TestSupport
import Testing

/// Server texts on the command line: the user's own, and the list of what is known.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct SignatureCommandTests {
  private let chokepoint: Program
  private let folder: TemporaryFolder
  private let refused = SampleCapture(name: "wrong-password-everywhere").reportedPath

  init() throws {
    chokepoint = try #require(Program.chokepoint)
    folder = try TemporaryFolder()
  }

  @Test func `an own text changes what analyze says`() throws {
    let rows =
      "id\twhere\tpattern\tcauses\n"
      + "mine\ttagged_no\tAUTHENTICATE failed.\tlocked-or-disabled\n"
      + "mine-too\ttagged_no\tLOGIN failed.\tlocked-or-disabled\n"
    let file = try folder.file("own.tsv", Array(rows.utf8))
    let plain = try chokepoint.run(["analyze", "--format", "json", refused])
    let changed = try chokepoint.run(
      ["analyze", "--format", "json", "--signatures", file, refused])
    #expect(plain.output.contains("\"cause\" : \"rejected\""))
    #expect(!changed.output.contains("\"cause\" : \"rejected\""))
    #expect(changed.output.contains("\"cause\" : \"locked-or-disabled\""))
  }

  @Test(arguments: ["analyze", "sessions"])
  func `a broken file stops everything, with its line and column`(_ command: String) throws {
    let file = try folder.file("own.tsv", Array("id\twhere\tpattern\nx\tnowhere\tp\n".utf8))
    let outcome = try chokepoint.run([command, "--signatures", file, refused])
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(
      outcome.messages == ["chokepoint: \(file): line 2, column 3: unknown place 'nowhere'"])
  }

  @Test(arguments: ["no/such/file.tsv", "/"])
  func `a file that cannot be read stops everything in one line`(_ path: String) throws {
    let outcome = try chokepoint.run(["analyze", "--signatures", path, refused])
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.messages.count == 1)
    #expect(outcome.messages.first?.contains(path) == true)
  }

  @Test func `what the list writes as tsv can be given back`() throws {
    let list = try chokepoint.run(["signatures", "--format", "tsv"])
    #expect(list.status == 0)
    let file = try folder.file("all.tsv", list.bytes)
    let again = try chokepoint.run(["signatures", "--format", "tsv", "--signatures", file])
    #expect(again.bytes == list.bytes)
    let report = try chokepoint.run(["analyze", "--signatures", file, refused])
    #expect(try report.bytes == chokepoint.run(["analyze", refused]).bytes)
  }

  @Test func `the list tells what is confirmed, and can be narrowed to a family`() throws {
    let all = try chokepoint.run(["signatures"])
    #expect(all.output.contains("unconfirmed: speaks softly"))
    #expect(all.output.contains("confirmed https://"))
    let some = try chokepoint.run(["signatures", "--format", "json", "--family", "gmail"])
    #expect(some.output.contains("gmail-toomany"))
    #expect(!some.output.contains("dovecot"))
    let none = try chokepoint.run(["signatures", "--family", "nobody"])
    #expect(none.status == 64)
    #expect(none.errors.contains("dovecot"))
  }
}
