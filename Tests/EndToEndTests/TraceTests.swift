import Foundation
import Testing

/// `trace` prints what Wireshark's packet list shows.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct TraceTests {
  /// The published trace of the fault: the server's lines from frame 10569 to 10647.
  private static let published = [
    "10569 117.908423 10.4.4.95 IMAP  82 Response: A1 NO AUTHENTICATE failed.",
    "10586 117.927165 10.4.4.95 IMAP 107 Response: \(greeting)",
    "10603 117.947876 10.4.4.95 IMAP 107 Response: \(greeting)",
    "10605 117.948521 10.4.4.95 IMAP 196 Response: \(capabilities)",
    "10607 117.949203 10.4.4.95 IMAP  60 Response: +",
    "10627 118.024133 10.4.4.95 IMAP  82 Response: A1 NO AUTHENTICATE failed.",
    "10635 118.026584 10.4.4.95 IMAP 107 Response: \(greeting)",
    "10637 118.027825 10.4.4.95 IMAP 196 Response: \(capabilities)",
    "10639 118.028707 10.4.4.95 IMAP  60 Response: +",
    "10647 118.109394 10.4.4.95 IMAP  82 Response: A1 NO AUTHENTICATE failed.",
  ]
  private static let greeting = "* OK The Microsoft Exchange IMAP4 service is ready."
  private static let capabilities =
    "* CAPABILITY IMAP4 IMAP4rev1 AUTH=NTLM AUTH=GSSAPI AUTH=PLAIN STARTTLS UIDPLUS CHILDREN IDLE"
    + " NAMESPACE LITERAL+"

  @Test func `the published rows are shown to the letter`() throws {
    let rows = try trace(SampleCapture.largest).lines.filter { row in
      (10_569...10_647).contains(Int(row.split(separator: " ")[0]) ?? 0)
    }
    #expect(rows == Self.published)
  }

  /// Where tshark lists other frames, for a reason: it names every segment of an attachment IMAP,
  /// takes the next segment for a line's beginning where one was lost, and reads the plain line that
  /// a server says where TLS was agreed.
  private static let listedOtherwise = [
    "big-letter", "lossy", "sensor-loss", "tls-failure-old-client",
  ]

  @Test(
    .enabled(if: Program.tool("tshark") != nil, "tshark is not installed"),
    arguments: SampleCapture.all.filter { !listedOtherwise.contains($0.name) })
  func `numbers, times and lengths are those of tshark`(_ capture: SampleCapture) throws {
    let tshark = try #require(Program.tool("tshark"))
    let server = try #require(try capture.truth().server.split(separator: ":").first)
    let fields = ["frame.number", "frame.time_relative", "frame.len"].flatMap { ["-e", $0] }
    let listing = try tshark.run(
      ["-r", capture.path, "-Y", "(imap || smtp) && ip.src == \(server)", "-T", "fields"] + fields)
    try #require(listing.status == 0)
    let expected = listing.lines.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      // tshark prints nanoseconds; the captures have microseconds.
      return "\(fields[0]) \(fields[1].dropLast(3)) \(fields[2])"
    }
    let found = try trace(capture).lines.filter { $0.contains(" \(server) ") }.map { row in
      let fields = row.split(separator: " ")
      return "\(fields[0]) \(fields[1]) \(fields[4])"
    }
    #expect(found.difference(from: expected).map { "\($0)" } == [])
  }

  private func trace(_ capture: SampleCapture) throws -> Program.Outcome {
    let outcome = try #require(Program.chokepoint).run(["trace", capture.reportedPath])
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    return outcome
  }
}
