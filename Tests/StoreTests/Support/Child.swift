import Foundation

/// A program that is built beside the tests.
struct Child {
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    var lines: [Substring] { output.split(separator: "\n") }
  }

  static let chokepoint = Child(built: "chokepoint")
  static let writer = Child(built: "StoreChild")

  var file: URL

  init(built name: String) {
    file = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
  }

  init(file: URL) { self.file = file }

  /// A tool of the system; nil where it is not installed.
  static func tool(_ name: String) -> Child? {
    ["/usr/bin", "/bin"].map { URL(filePath: $0).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }.map { Child(file: $0) }
  }

  func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    return process
  }

  /// Runs it to its end.
  func run(_ arguments: [String]) throws -> Outcome {
    let folder = try Folder()
    // Files, not pipes: nobody has to read while it runs.
    let (output, errors) = (try folder.file("output", Data()), try folder.file("errors", Data()))
    let process = process(arguments)
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try folder.bytes("output"), as: UTF8.self),
      errors: String(decoding: try folder.bytes("errors"), as: UTF8.self))
  }
}
