import Bytes
import Mail
import ServerRecords
import Testing

@testable import Diagnosis

/// What was wanted where senders were turned away.
struct WantedPeakTests {
  @Test(arguments: 1...40)
  func `the busiest window is the one that counting each finds`(seed: UInt64) {
    var generator = XorShift(seed: seed)
    let times = (0..<Int.random(in: 0...60, using: &generator))
      .map { _ in SessionScript.time(Int.random(in: 0...200_000, using: &generator)) }.sorted()
    let slow =
      times.map { start in
        times.count { $0 >= start && $0.since(start) < .seconds(60) }
      }.max() ?? 0
    #expect(WantedPeaks.most(times, within: .seconds(60)) == slow)
  }

  @Test func `refused senders count among what is wanted, a try again does not`() throws {
    var script = SessionScript()
    for number in 0..<4 { script.smtp(client: 1, at: number * 10, until: 9_000) }
    // Two at once, then one of them again.
    for start in [1_000, 1_001, 1_200] {
      script.smtp(
        client: 1, at: start, until: start + 10,
        banner: "421 4.7.0 mail Error: too many connections from 10.4.5.1")
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .smtpConnectionsPerSource)
    let remedy = try #require(incident.remedies.first)
    #expect(
      remedy.because.description.hasPrefix("6 connections wanted at the peak"), "\(remedy.because)")
  }

  @Test(arguments: [
    ("{0.0.0.0:25}", 4, #"'EX01\Relay'"#), ("{0.0.0.0:587}", 4, "SERVER"),
    ("{0.0.0.0:25}", 50, "SERVER"),
  ])
  func `a settings file names the connector that has the limit`(
    bindings: String, limit: Int, name: String
  ) throws {
    var options = DiagnosisOptions()
    let listing = """
      RunspaceId                     : 1
      Bindings                       : \(bindings)
      MaxInboundConnection           : 5000
      MaxInboundConnectionPerSource  : \(limit)
      Identity                       : EX01\\Relay

      """
    #expect(try options.records.add(Array(listing.utf8), from: "x.txt", as: .settings).isEmpty)
    var script = SessionScript()
    for number in 0..<4 { script.smtp(client: 1, at: number * 10, until: 9_000) }
    script.smtp(client: 2, at: 100, until: 9_000)
    for number in 0..<3 {
      script.smtp(
        client: 1, at: 1_000 + number * 100, until: 1_010 + number * 100,
        banner: "421 4.3.2 The maximum number of concurrent connections has exceeded a limit,"
          + " closing transmission channel")
    }
    options.server = .exchange2016
    let incident = try #require(Diagnosis(of: script.sessions, options: options).incidents.first)
    #expect(incident.limit?.value == 4)
    let command = try #require(incident.remedies.first?.commands.first?.description)
    #expect(command.contains(name), "\(command)")
  }
}

/// A small generator, the same on every run.
private struct XorShift: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
