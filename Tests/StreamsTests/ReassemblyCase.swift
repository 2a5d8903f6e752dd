import Foundation
import Testing

/// One case of `reassembly-cases.json`: what two hosts said, and what must come out.
struct ReassemblyCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Event: Decodable, Sendable {
    var t = 0.0
    var dir: String
    var off: Int
    var flags: String
    var ack: Int?
    var data: String?
    var cap: Int?
    var win: UInt16?
    var ws: UInt8?
    var ts: [UInt32]?
    var csum: String?
    var urg: UInt16?
    var doff: Int?
    var md5: Bool?
    var inst: Int?
  }

  struct Item: Codable, Equatable, Sendable {
    var off: Int
    var data: String?
    var gap: Int?
    var why: String?
  }

  struct Session: Codable, Equatable, Sendable {
    var c2s: [Item]
    var s2c: [Item]
    var end: [String: String]
  }

  struct Expectation: Decodable, Sendable {
    var first: [Session]
    var otherPolicies: [String: [Item]]?

    enum CodingKeys: String, CodingKey {
      case first
      case otherPolicies = "other_policies_c2s"
    }
  }

  var id: String
  var title: String?
  var isn: [String: [UInt32]]?
  var limits: [String: Double]?
  var events: [Event]
  var expected: Expectation?
  var anomalies: [String]?
  var info: [String]?

  var testDescription: String { "\(id): \(title ?? "")" }

  /// Whether the ports are used again: the initial numbers matter then.
  var hasSeveralIncarnations: Bool {
    events.contains { ($0.inst ?? 0) > 0 } || (isn ?? [:]).values.contains { $0.count > 1 }
  }

  /// The initial sequence number of a direction's incarnation, as the case's conventions say.
  func initialNumber(_ direction: String, _ incarnation: Int) -> UInt32 {
    let numbers = isn?[direction] ?? (direction == "c2s" ? [1000] : [5000])
    return incarnation < numbers.count ? numbers[incarnation] : numbers[0]
  }
}

/// The case file, which is not part of the package; its folder is named by `CHOKEPOINT_CASES`.
enum ReassemblyCaseFile {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["CHOKEPOINT_CASES"] {
      return URL(fileURLWithPath: path)
    }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.appendingPathComponent("../shared/cases").standardizedFileURL
  }()

  static let location = folder.appendingPathComponent("reassembly-cases.json")

  static let isPresent = FileManager.default.isReadableFile(atPath: location.path)

  static let cases: [ReassemblyCase] = {
    struct File: Decodable { var cases: [ReassemblyCase] }
    guard isPresent, let data = try? Data(contentsOf: location) else { return [] }
    do {
      return try JSONDecoder().decode(File.self, from: data).cases
    } catch {
      Issue.record("\(location.path): \(error)")
      return []
    }
  }()
}
