import Foundation

/// A program that tests run: Chokepoint's own command, or a tool of the system.
struct Program: Sendable {
  /// How a run ended, and everything it wrote.
  struct Outcome {
    var status: Int32
    var bytes: [UInt8]
    var errors: String
    var output: String { String(decoding: bytes, as: UTF8.self) }
    var lines: [String] { output.split(separator: "\n").map(String.init) }
    /// The lines on standard error.
    var messages: [String] { errors.split(separator: "\n").map(String.init) }
  }

  var file: URL

  /// The command, which is built beside the tests; nil where it was not.
  static let chokepoint: Program? = {
    let tests = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return Program(file: tests.appending(path: "chokepoint")).ifExecutable
  }()

  /// A tool of the system; nil where it is not installed.
  static func tool(_ name: String) -> Program? {
    ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin", "/sbin"].lazy
      .compactMap { Program(file: URL(filePath: $0).appending(path: name)).ifExecutable }.first
  }

  private var ifExecutable: Program? {
    FileManager.default.isExecutableFile(atPath: file.path) ? self : nil
  }

  /// Runs it to its end with these arguments; `input` is a file for standard input.
  func run(
    _ arguments: [String], input: String = "/dev/null", folder: URL = SampleCapture.package,
    output: FileHandle? = nil, environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(
      arguments, input: input, folder: folder, output: output, environment: environment
    ).outcome()
  }

  /// Starts it with these arguments.
  func start(
    _ arguments: [String], input: String = "/dev/null", folder: URL = SampleCapture.package,
    output: FileHandle? = nil, environment: [String: String] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(
      self, arguments, input: input, folder: folder, output: output, environment: environment)
  }
}
