import Alerts
import Foundation

/// A shell script that alerts are given to, in a folder that is removed with the value.
final class TestHook: Sendable {
  let folder: URL

  /// The script finds its folder in `$0`.
  init(_ script: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "chokepoint-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "hook")
    try Data("#!/bin/sh\ncd \"${0%/*}\" || exit 9\n\(script)\n".utf8).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func command(_ arguments: String...) throws -> CommandHook {
    try CommandHook(program: folder.appending(path: "hook").path, arguments: arguments)
  }

  /// The target, and the folder kept for as long as the test uses the hook.
  var target: AlertTarget { get throws { .command(try command()) } }

  /// What the script wrote into one of its files so far.
  func read(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  func lines(_ name: String) -> [String] {
    read(name).split(separator: "\n").map(String.init)
  }
}
