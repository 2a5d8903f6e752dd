import Glibc
import Reports
import Subprocess
import SystemPackage

/// A program that is run for each alert, with the alert's JSON on its standard input.
///
/// No shell is involved. The program leads a session of its own, so that it and all that it started
/// can be killed when its time is up; it inherits none of the sensor's files, and what it prints is
/// thrown away unread. Whether it reads its input is its own business: only its exit status counts.
package struct CommandHook: Hashable, Sendable {
  /// An absolute path: what `PATH` says on a sensor's machine is not looked at.
  package let program: String
  package let arguments: [String]

  package struct NotAbsolute: Error, CustomStringConvertible {
    package let description = "an alert's command must begin with an absolute path"
  }

  package init(program: String, arguments: [String] = []) throws(NotAbsolute) {
    guard program.hasPrefix("/") else { throw NotAbsolute() }
    self.program = program
    self.arguments = arguments
  }

  /// The program's own name; its arguments may hold secrets.
  var name: String {
    "command " + terminalText(FilePath(program).lastComponent?.string ?? "/")
  }

  func deliver(_ alert: Alert) async throws {
    Self.ignoreBrokenPipes
    let input = Array(alert.json.utf8)
    let status: TerminationStatus
    do {
      let result = try await run(
        configuration(for: alert), input: .inputWriter, output: .discarded, error: .discarded
      ) { execution in
        // A program that does not read what it is given fails in nothing.
        let writer = execution.standardInputWriter
        _ = try? await writer.write(input)
        try? await writer.finish()
      }
      status = result.terminationStatus
    } catch let error as SubprocessError {
      try Task.checkCancellation()
      throw Self.failure(error)
    }
    // A program that was killed because its time was up did not fail by itself.
    try Task.checkCancellation()
    switch status {
    case .exited(0): return
    case .exited(let code): throw DeliveryFailure("exit status \(code)")
    case .signaled(let signal): throw DeliveryFailure("ended by signal \(signal)")
    }
  }

  private func configuration(for alert: Alert) -> Subprocess.Configuration {
    var options = PlatformOptions()
    options.createSession = true
    // At once and to all of them: whoever hangs so long may also ignore a polite request.
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
    ]
    return Subprocess.Configuration(
      executable: .path(FilePath(program)), arguments: Arguments(arguments),
      environment: HookEnvironment(alert).subprocess, workingDirectory: "/",
      platformOptions: options)
  }

  private static func failure(_ error: SubprocessError) -> DeliveryFailure {
    switch error.code {
    case .executableNotFound, .spawnFailed:
      let reason = error.underlyingError?.description ?? "not found"
      return DeliveryFailure("cannot be started: \(reason)", isWorthRetrying: false)
    default:
      return DeliveryFailure("cannot be run: \(error.underlyingError?.description ?? "?")")
    }
  }

  /// A child that closes its standard input early must not end the sensor.
  private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}
