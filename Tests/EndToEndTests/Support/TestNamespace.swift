import Foundation
import Glibc

/// A network namespace of its own, removed with the value.
final class TestNamespace: Sendable {
  private static let ip = Program.tool("ip")
  private let name = "chokepoint-test-\(UUID().uuidString.prefix(8))"

  struct Refused: Error {
    var words: String
  }

  /// Whether this machine lets us make one.
  static let isPossible = geteuid() == 0 && (try? TestNamespace([])) != nil

  /// Runs lines of `ip` in a new namespace.
  init(_ lines: [String]) throws {
    try Self.run(["netns", "add", name])
    for line in lines {
      try Self.run(["-netns", name] + line.split(separator: " ").map(String.init))
    }
  }

  deinit { try? Self.run(["netns", "delete", name]) }

  /// Runs a program in it.
  func run(_ program: Program, _ arguments: [String]) throws -> Program.Outcome {
    try start(program, arguments).outcome()
  }

  /// Starts a program in it; `ip` becomes that program.
  func start(_ program: Program, _ arguments: [String]) throws -> RunningProgram {
    guard let ip = Self.ip else { throw Refused(words: "no ip") }
    return try ip.start(["netns", "exec", name, program.file.path] + arguments)
  }

  private static func run(_ arguments: [String]) throws {
    guard let ip else { throw Refused(words: "no ip") }
    let outcome = try ip.run(arguments)
    guard outcome.status == 0 else { throw Refused(words: outcome.errors) }
  }
}
