import Capture
import Diagnosis
import Foundation
import Mail
import Pipeline
import Sessions
import Streams
import Testing

/// Frames, segments, bytes, connections and sessions: nothing gets lost between the stages.
struct BooksTests {
  @Test(arguments: SampleCapture.all)
  func `the books of a sample capture balance`(_ capture: SampleCapture) throws {
    let result = try Study(path: capture.file.path).result
    #expect(result.imbalances == [])
    #expect(result.summary.frames > 0)
  }

  @Test func `a limit that is met is told, with how often`() throws {
    var options = PipelineOptions()
    options.streams.connections = 4
    options.mail.capabilities = 1
    let path = SampleCapture(name: "per-user-limit-16").path
    var pipeline = try Pipeline(path: path, index: 0, options: options)
    pipeline.run()
    let result = pipeline.result
    let met = Dictionary(uniqueKeysWithValues: result.limitsMet.map { ($0.name.key, $0.value) })
    #expect(met["connections given up for others"] == result.streams[closed: .evicted])
    #expect(result.streams[closed: .evicted] > 100)
    #expect(try #require(met["capabilities"]) > 100)
    let warning = try #require(result.warnings.last?.description)
    #expect(warning.contains("connections given up for others"))
    #expect(result.imbalances == [])
    #expect(try Study(path: path).result.limitsMet == [])
  }

  @Test(
    .enabled(if: PublicCapture.folder != nil, "CHOKEPOINT_CAPTURES names no folder of captures"),
    arguments: PublicCapture.all)
  func `the books of a public capture balance`(_ capture: PublicCapture) throws {
    // A file that is no capture at all has no books.
    guard let study = try? Study(path: capture.file.path) else { return }
    #expect(study.result.imbalances == [])
  }

  @Test(.enabled(if: PublicCapture.folder != nil, "CHOKEPOINT_CAPTURES names no folder"))
  func `most public captures can be read`() {
    let readable = PublicCapture.all.count { (try? Study(path: $0.file.path)) != nil }
    #expect(readable * 10 > PublicCapture.all.count * 9)
  }
}

extension CaptureResult {
  /// Every line of the books that does not balance, in words.
  var imbalances: [String] {
    identities.filter { !$0.holds }.map { line in
      func sum(_ terms: [Identity.Term]) -> String {
        let shown = terms.filter { $0.value != 0 }.map { "\($0.name) \($0.value)" }
        return "\(terms.reduce(0) { $0 + $1.value }) (\(shown.joined(separator: " + ")))"
      }
      return "\(line.name): \(sum(line.left)) = \(sum(line.right))"
    } + streams.imbalances
  }
}

/// A capture that others published, in a folder named by the environment; none is committed.
struct PublicCapture: Sendable, CustomTestStringConvertible {
  var file: URL
  var testDescription: String { file.lastPathComponent }

  static let folder: URL? = {
    let named = ProcessInfo.processInfo.environment["CHOKEPOINT_CAPTURES"] ?? ""
    let folder = URL(filePath: named, directoryHint: .isDirectory)
    return !named.isEmpty && FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static let all: [PublicCapture] = {
    guard let folder else { return [] }
    return ["mail", "tcp", "formats"].flatMap { name in
      let place = folder.appending(path: name, directoryHint: .isDirectory)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
      return names.filter { $0.contains(".pcap") || $0.hasSuffix(".cap") }.sorted().map {
        PublicCapture(file: place.appending(path: $0))
      }
    }
  }()
}
