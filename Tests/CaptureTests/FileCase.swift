import Capture
import Foundation
import Testing

/// One entry of `file-cases.json`: a capture file, and what must come out of it.
struct FileCase: Decodable, Sendable, CustomTestStringConvertible {
  struct Expected: Decodable {
    var packets: Int
    var error: String?
    var offset: Int?
    var warn: String?
    var drops: Int?
  }

  private struct Document: Decodable {
    var cases: [FileCase]
  }

  var id: String
  var title: String
  var expected: Expected
  var testDescription: String { "\(id) \(title)" }

  /// The folder of the case files: `CHOKEPOINT_CASES`, or `../shared/cases` beside the package.
  static let folder: URL? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["CHOKEPOINT_CASES"]
    let path = named ?? "../shared/cases"
    let folder = URL(filePath: path, directoryHint: .isDirectory, relativeTo: package)
    let list = folder.appending(path: "file-cases.json").path
    return FileManager.default.fileExists(atPath: list) ? folder : nil
  }()

  /// All cases; none where there is no folder.
  static func all() throws -> [FileCase] {
    guard let folder else { return [] }
    let list = try Data(contentsOf: folder.appending(path: "file-cases.json"))
    return try JSONDecoder().decode(Document.self, from: list).cases
  }

  /// The capture file, `files/<id>.pcap` or `.pcapng`; nil for a case that has none.
  var file: URL? {
    ["pcap", "pcapng"].lazy
      .compactMap { Self.folder?.appending(path: "files/\(id).\($0)") }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  /// What a run gave that the case does not expect; empty when they agree.
  func differences(from run: CaptureRun) -> [String] {
    var differences: [String] = []
    func compare<Value: Equatable>(_ name: String, _ expected: Value, _ found: Value) {
      if expected != found { differences.append("\(name): expected \(expected), found \(found)") }
    }
    compare("packets", expected.packets, run.frames.count)
    compare("error", expected.error, run.trouble?.kind.rawValue)
    if let offset = expected.offset { compare("offset", offset, run.trouble?.offset) }
    compare("warn", [expected.warn].compactMap(\.self), run.warnings.keys.sorted())
    compare("drops", expected.drops ?? 0, run.summary?.drops ?? 0)
    return differences
  }
}
