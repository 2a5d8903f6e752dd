import Bytes
import Foundation
import Mail
import TestSupport
import Testing

/// A dialogue and the events that a reference parser drew from it.
struct MailCase: Sendable, CustomTestStringConvertible {
  /// What one side sent, or how much of it is missing.
  enum Content: Sendable {
    case bytes([UInt8])
    case gap(Int)
  }

  struct Segment: Sendable {
    var side: Side
    var content: Content
  }

  var id: String
  var title: String
  var isIMAP: Bool
  var options: MailOptions
  var segments: [Segment]
  /// The expected events, each in the canonical form of `ReferenceEvent`.
  var expected: [String]

  var testDescription: String { "\(id) \(title)" }
}

extension MailCase {
  /// The folder that holds `mail-cases.json`: CHOKEPOINT_CASES, or a neighbour of the package.
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["CHOKEPOINT_CASES"] {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.appendingPathComponent("../shared/cases", isDirectory: true)
  }()

  static var file: URL { folder.appendingPathComponent("mail-cases.json") }

  /// Whether there are cases to run; they are no part of the package.
  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  /// All cases of the file; none where it is absent.
  static let all: [MailCase] = {
    guard let data = try? Data(contentsOf: file) else { return [] }
    do {
      return try JSONDecoder().decode(MailCaseFile.self, from: data).cases.map(MailCase.init)
    } catch {
      Issue.record("mail-cases.json cannot be read: \(error)")
      return []
    }
  }()

  private init(_ record: MailCaseFile.Record) {
    id = record.id
    title = record.title
    isIMAP = record.protocol == "imap"
    options = record.opts?.options ?? MailOptions()
    options.keepsUnknownWords = true
    options.inflater = { SlowInflater() }
    segments = record.segments.map(\.segment)
    expected = record.expected.map(ReferenceEvent.canonical)
  }
}

/// The layout of `mail-cases.json`.
struct MailCaseFile: Decodable {
  struct Record: Decodable {
    var id: String
    var `protocol`: String
    var title: String
    var segments: [RawSegment]
    var expected: [[String: ReferenceEvent.Value]]
    var opts: RawOptions?
  }

  struct RawSegment: Decodable {
    var dir: String
    var data: String?
    var b64: String?
    var rle: [Run]?
    var gap: Int?

    var segment: MailCase.Segment {
      MailCase.Segment(
        side: dir == "c" ? .client : .server,
        content: gap.map(MailCase.Content.gap) ?? .bytes(bytes))
    }

    private var bytes: [UInt8] {
      if let data { return Self.latin1(data) }
      if let b64 { return Array(Data(base64Encoded: b64) ?? Data()) }
      return (rle ?? []).flatMap { run in
        let text = Self.latin1(run.text)
        return (0..<run.count).flatMap { _ in text }
      }
    }

    static func latin1(_ text: String) -> [UInt8] {
      text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }
  }

  /// `["A", 998]`.
  struct Run: Decodable {
    var text: String
    var count: Int

    init(from decoder: any Decoder) throws {
      var container = try decoder.unkeyedContainer()
      text = try container.decode(String.self)
      count = try container.decode(Int.self)
    }
  }

  struct RawOptions: Decodable {
    var midstream: Bool?
    var oneside: Bool?
    var lmtp: Bool?
    var lim: [String: Int]?

    var options: MailOptions {
      var options = MailOptions()
      options.midstream = midstream ?? false
      options.oneSided = oneside ?? false
      options.lmtp = lmtp ?? false
      for (name, value) in lim ?? [:] {
        switch name {
        case "line": options.limits.line = value
        case "nest": options.limits.nesting = value
        case "inflate_ratio": options.limits.inflateRatio = value
        case "inflate_min": options.limits.inflateMinimum = value
        case "smtp_cmd": options.limits.smtpCommand = value
        case "smtp_line": options.limits.smtpLine = value
        default: Issue.record("unknown limit \(name)")
        }
      }
      return options
    }
  }

  var cases: [Record]
}
