import Foundation
import Synchronization
import Testing

/// A browser without a window that opens pages and says what a reader would meet there.
///
/// `CHOKEPOINT_AXE` names the accessibility checker axe (`axe.min.js`), `CHOKEPOINT_SHOTS` a folder
/// where pictures of all pages are left to be looked at.
enum Browser {
  /// What was found on a page; see `Tests/Browser/examine.py`.
  struct Facts: Decodable, Sendable {
    struct Times: Decodable, Sendable {
      /// Milliseconds from the beginning until everything was loaded.
      var load: Double
      /// The same until the first text or picture was drawn.
      var paint: Double?
      var elements: Int
    }

    struct Violation: Decodable, Sendable {
      var rule: String
      var impact: String?
      var nodes: [String]

      var isGrave: Bool { impact == "serious" || impact == "critical" }
    }

    var times: Times
    /// Pixels that the page is wider than its window, by width and colour scheme, or on paper.
    var overflow: [String: Double]
    /// Texts of pictures that lie on each other or outside.
    var collisions: [String]
    /// Elements with the names of their attributes, each once.
    var shapes: [String]
    var text: String
    var console: [String]
    /// Addresses that the page asked for, itself left out.
    var requests: [String]
    var dialogs: Int
    /// What axe holds against it, by colour scheme.
    var axe: [String: [Violation]]
  }

  /// The browser did not do what it was asked for.
  struct Failure: Error {
    var words: String
  }

  private static let turn = Mutex(())
  private static let python = Program.tool("python3")
  private static let environment = ProcessInfo.processInfo.environment
  static let isThere = python != nil && Program.tool("chromium") != nil
  static let checker: String? = environment["CHOKEPOINT_AXE"].flatMap { path in
    FileManager.default.isReadableFile(atPath: path) ? path : nil
  }

  /// Opens pages one after the other, each a few times where its speed is asked for.
  static func examine(
    _ pages: [String: String], checksAccess: Bool = false, openings: Int = 1
  ) throws -> [String: Facts] {
    let folder = try TemporaryFolder()
    let files = try pages.map { try folder.file("\($0).html", Array($1.utf8)) }
    var arguments = [
      "-B", SampleCapture.package.appending(path: "Tests/Browser/examine.py").path,
      "--openings", "\(openings)",
    ]
    if checksAccess, let checker { arguments += ["--axe", checker] }
    if let shots = environment["CHOKEPOINT_SHOTS"] { arguments += ["--shots", shots] }
    let program = try #require(python)
    // One browser at a time: the machine has other things to do.
    let outcome = try turn.withLock { _ in try program.run(arguments + files.sorted()) }
    guard outcome.status == 0 else { throw Failure(words: outcome.errors) }
    let facts = try JSONDecoder().decode([String: Facts].self, from: Data(outcome.bytes))
    return Dictionary(
      uniqueKeysWithValues: facts.map { (String($0.key.dropLast(".html".count)), $0.value) })
  }
}
