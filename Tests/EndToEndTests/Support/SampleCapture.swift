import Foundation
import Testing

/// A capture of the package's `Captures` folder, with what is known about it.
struct SampleCapture: Sendable, CustomTestStringConvertible {
  /// The file's name without `.pcap`.
  var name: String
  var testDescription: String { name }

  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = package.appending(path: "Captures")

  /// Every capture that has a truth file beside it, by name.
  static let all: [SampleCapture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".truth.json") }.sorted().map { name in
      SampleCapture(name: String(name.dropLast(".truth.json".count)))
    }
  }()

  /// The capture with two fifths of all frames.
  static let largest = SampleCapture(name: "uccx-agent-pc")

  var path: String { file.path }
  var file: URL { Self.folder.appending(path: "\(name).pcap") }
  /// The path that reports name: the same on every machine.
  var reportedPath: String { "Captures/\(name).pcap" }

  func truth() throws -> Truth {
    let file = Self.folder.appending(path: "\(name).truth.json")
    return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: file))
  }

  /// The capture's frames, all of them Ethernet.
  func frames() throws -> [TimedFrame] {
    try TimedFrame.all(in: [UInt8](Data(contentsOf: file)))
  }
}
