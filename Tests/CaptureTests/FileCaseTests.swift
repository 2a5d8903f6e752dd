import Capture
import Foundation
import TestSupport
import Testing

/// Holds the reader against the case files, where their folder is there.
struct FileCaseTests {
  /// Cases too large for a file; `PcapngReaderTests` builds them itself.
  private static let built: Set = ["N22"]

  @Test(.enabled(if: FileCase.folder != nil, "no folder of case files"))
  func `there are cases, and files to them`() throws {
    let cases = try FileCase.all()
    #expect(!cases.isEmpty)
    #expect(Set(cases.filter { $0.file == nil }.map(\.id)).isSubset(of: Self.built))
  }

  @Test(
    .enabled(if: FileCase.folder != nil, "no folder of case files"), arguments: try FileCase.all())
  func `a case file gives what its case expects`(_ example: FileCase) throws {
    guard let file = example.file else { return }
    let run = CaptureRun(path: file.path)
    #expect(example.differences(from: run) == [])
    #expect(run.isBalanced)
  }

  @Test(
    .enabled(if: FileCase.folder != nil, "no folder of case files"), arguments: try FileCase.all())
  func `it gives the same from memory, in small pieces and from gzip`(
    _ example: FileCase
  ) throws {
    guard let file = example.file else { return }
    let bytes = [UInt8](try Data(contentsOf: file))
    let small = ScriptedSource(bytes, piece: 5)
    #expect(example.differences(from: CaptureRun(bytes: bytes)) == [])
    #expect(example.differences(from: CaptureRun(source: small)) == [])
    #expect(example.differences(from: CaptureRun(bytes: Gzip.member(of: bytes))) == [])
  }
}
