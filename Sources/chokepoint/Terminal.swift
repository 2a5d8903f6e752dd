import Capture
import Glibc
import Reports
import SystemPackage

/// Where results and messages go.
enum Terminal {
  /// Why a command ends early although nothing is wrong: nobody reads its output any more.
  struct OutputClosed: Error {}

  /// Lets writes to a closed pipe fail instead of ending the process.
  static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  static var errorIsTerminal: Bool { isatty(FileDescriptor.standardError.rawValue) == 1 }

  /// Whether results are looked at on a terminal that can be drawn on.
  static var isInteractive: Bool {
    isatty(FileDescriptor.standardOutput.rawValue) == 1
      && EnvironmentVariable.value("TERM") != "dumb"
  }

  /// Whether colours are welcome (https://no-color.org).
  static var wantsColours: Bool { (EnvironmentVariable.value("NO_COLOR") ?? "").isEmpty }

  /// Writes results to standard output.
  static func print(_ text: String) throws {
    do {
      _ = try FileDescriptor.standardOutput.writeAll(text.utf8)
    } catch Errno.brokenPipe {
      throw OutputClosed()
    } catch let error as Errno {
      throw OutputFailed(reason: error.description)
    }
  }

  /// Why results could not be written.
  struct OutputFailed: Error, CustomStringConvertible {
    var reason: String
    var description: String { "standard output: cannot be written: \(reason)" }
  }

  /// Writes a message of one line to standard error; there is nowhere to report its failure to.
  static func message(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll("chokepoint: \(terminalText(text))\n".utf8)
  }

  /// Shows, or with an empty text removes, a line that tells how far the work has come.
  static func progress(_ text: String) {
    _ = try? FileDescriptor.standardError.writeAll("\r\u{1b}[K\(terminalText(text))".utf8)
  }
}
