import Foundation
import Testing

struct FullVolumeTests {
  /// As `Outage.Account` of the child has it.
  private struct Account: Decodable {
    var events: [String]
    var opening: String
    var added: Int
    var waited: Int
    var lost: Int
    var slowest: Double
  }

  /// Runs a child with a volume of its own, which nobody else sees and which goes with it.
  private static func runOnVolume(_ command: String, _ arguments: [String]) throws -> Child.Outcome?
  {
    guard let unshare = Child.tool("unshare") else { return nil }
    let script = #"mount -t tmpfs -o size=2m tmpfs "$1" && shift && exec "$@""#
    let folder = try Folder()
    return try unshare.run(
      ["-m", "/bin/sh", "-c", script, "sh", folder.url.path, command] + arguments + [
        folder.url.path
      ])
  }

  private static let isPossible = (try? runOnVolume("/bin/ls", []))??.status == 0

  @Test(
    .enabled(
      if: isPossible, "needs to mount a small volume in a namespace of its own, as root does"))
  func `a full volume stops the writing, not the sensor, and room lets it resume`() throws {
    let outcome = try #require(
      try Self.runOnVolume(Child.writer.file.path, ["outage"]))
    #expect(outcome.errors == "")
    try #require(outcome.status == 0 && outcome.lines.count == 2)
    let account = try JSONDecoder().decode(Account.self, from: Data(outcome.lines[0].utf8))
    #expect(account.events.count == 2)
    #expect(["stopped: full", "stopped: failing"].contains(account.events.first))
    #expect(account.events.last == "resumed, 0 lost")
    #expect(["full", "failing", "denied"].contains(account.opening))
    #expect(account.added >= 620)
    #expect(account.waited >= 500)
    #expect(account.lost == 0)
    // Nobody waits for the disk.
    #expect(account.slowest < 100)
    #expect(Int(outcome.lines[1]) == account.added)
    print("full volume: \(account)")
  }
}
