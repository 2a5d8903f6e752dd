import Foundation

/// A program at work; it is ended with the value.
final class RunningProgram {
  /// The program did not say in time what it was waited for; what it said instead.
  struct Silent: Error {
    var said: String
  }

  private let process = Process()
  // Files, not pipes: nobody has to read while the program runs.
  private let place: TemporaryFolder
  private let outputFile: URL
  private let errorFile: URL

  init(
    _ program: Program, _ arguments: [String], input: String, folder: URL, output: FileHandle?,
    environment: [String: String]
  ) throws {
    place = try TemporaryFolder()
    outputFile = URL(filePath: try place.file("output", []))
    errorFile = URL(filePath: try place.file("errors", []))
    process.executableURL = program.file
    process.arguments = arguments
    // Reports follow the locale: a test's are English unless it says otherwise.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C"].merging(environment) { $1 }
    ) { $1 }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle(forReadingAtPath: input)
    process.standardOutput = try output ?? FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  /// Its number; of what it has become where it replaced itself.
  var identifier: Int32 { process.processIdentifier }

  /// What it has written to standard error so far.
  var errors: String {
    String(decoding: (try? Data(contentsOf: errorFile)) ?? Data(), as: UTF8.self)
  }

  /// Asks it to end, as a service manager does.
  func terminate() { process.terminate() }

  func signal(_ number: Int32) { kill(identifier, number) }

  /// Waits until it has written `words` to standard error; long, as machines are busy.
  func waits(for words: String, seconds: Int = 120) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while !errors.contains(words) {
      guard process.isRunning, ContinuousClock.now < end else { throw Silent(said: errors) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Waits for its end.
  func outcome() throws -> Program.Outcome {
    process.waitUntilExit()
    return Program.Outcome(
      status: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      bytes: [UInt8](try Data(contentsOf: outputFile)),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}
