import Bytes
import Capture
import Diagnosis
import Foundation
import Pipeline
import Reports
import Sessions
import Store

/// A sample capture with its sessions.
struct Sample {
  var sessions: [MailSession]
  var facts: CaptureFacts
  var stored: StoredCapture

  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let names: [String] = {
    let folder = package.appending(path: "Captures").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".pcap") }.sorted()
  }()

  static func path(_ name: String) -> String { package.appending(path: "Captures/\(name)").path }

  init(_ name: String) throws {
    var pipeline = try Pipeline(path: Self.path(name), index: 0, options: PipelineOptions())
    pipeline.run()
    let (result, summary) = (pipeline.result, pipeline.result.summary)
    sessions = result.sessions.sorted { $0.first.frame < $1.first.frame }
    facts = CaptureFacts(
      path: name, linkTypes: summary.linkTypes.map(\.name), frames: summary.frames,
      bytes: summary.bytes, start: summary.firstTime, end: summary.lastTime,
      origin: result.firstFrameTime, digits: summary.subsecondDigits,
      warnings: summary.warnings.map(\.sentence), drops: summary.drops)
    stored = StoredCapture(
      path: name, linkTypes: facts.linkTypes, digits: facts.digits, frames: facts.frames,
      bytes: facts.bytes, drops: facts.drops, connections: result.connections,
      start: facts.start, end: facts.end)
  }

  /// The report that these sessions give.
  func report(of sessions: [MailSession]) throws -> String {
    try JSONReport.text(
      Report(
        captures: [facts], diagnosis: Diagnosis(of: sessions), connections: stored.connections))
  }
}

extension MailSession {
  /// Every fact of it in words, private ones included, but for what is never kept.
  var allFacts: String {
    var copy = self
    for index in copy.authentications.indices {
      copy.authentications[index].secretFingerprint = nil
    }
    // A dictionary's order is no fact.
    copy.anomalies = [:]
    return "\(copy) \(anomalies.sorted { $0.key < $1.key })"
  }
}
