import Foundation
import FuzzTargets
import Testing

/// Inputs that libFuzzer once found something with: none of them finds anything any more.
struct FuzzRegressionTests {
  /// One file of `Tests/Fuzz/Regressions`.
  struct Regression: Sendable, CustomTestStringConvertible {
    var target: FuzzTarget
    var file: URL
    var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }
  }

  @Test(arguments: Regression.all)
  func `what the fuzzer found once is found no more`(_ regression: Regression) throws {
    let input = Array(try Data(contentsOf: regression.file))
    try regression.target.run(input)
  }

  @Test func `the regressions are found`() { #expect(!Regression.all.isEmpty) }

  @Test(arguments: FuzzTarget.allCases)
  func `an empty input finds nothing`(_ target: FuzzTarget) throws { try target.run([]) }
}

extension FuzzRegressionTests.Regression {
  static let all: [Self] = FuzzTarget.allCases.flatMap { target in
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Regressions/\(target.rawValue)")
    let files = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil, options: .skipsHiddenFiles)
    return (files ?? []).sorted { $0.path < $1.path }.map { Self(target: target, file: $0) }
  }
}
