import ArgumentParser
import Capture

/// Where a command's results go: a file, or standard output.
enum Output {
  /// Writes results; a failure is one line on standard error and exit status 2.
  static func write(_ text: String, to path: String?) throws {
    do {
      if let path { try OutputFile.write(text, to: path) } else { try Terminal.print(text) }
    } catch {
      try fail(error)
    }
  }

  /// Ends the command because its results could not be written.
  ///
  /// That nobody reads them any more is no failure.
  static func fail(_ error: any Error) throws -> Never {
    if error is Terminal.OutputClosed { throw ExitCode.success }
    Terminal.message("\(error)")
    throw ExitCode(2)
  }
}
