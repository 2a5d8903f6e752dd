import Capture
import Diagnosis
import Foundation
import Packets
import Sessions
import TestSupport
import Testing

/// However a capture comes, the same is found in it.
struct WrappingTests {
  // Four captures have three quarters of all frames: they take part in a few wrappings only, so that
  // the whole takes about a minute without optimisation.
  private static let large = [
    SampleCapture.largest, SampleCapture(name: "locked-out"),
    SampleCapture(name: "per-user-limit-16-with-one-wrong-password"),
    SampleCapture(name: "wrong-password-everywhere"),
  ]
  private static let usual = SampleCapture.wrapped.filter { capture in
    !large.contains { $0.name == capture.name }
  }

  @Test(arguments: Wrapping.all)
  func `a wrapping changes nothing`(_ wrapping: Wrapping) throws {
    for capture in Self.usual { try check(wrapping, capture) }
  }

  @Test(arguments: SampleCapture.wrapped)
  func `neighbours that changed places change nothing`(_ capture: SampleCapture) throws {
    let frames = Transformation.swapped(seed: 5).apply(try capture.frames())
    let study = try Study(bytes: Container.pcap().write(frames, 1))
    let plain = Digest(try Study(path: capture.path), isOrdered: false)
    let differences = plain.differences(from: Digest(study, isOrdered: false))
    #expect(differences == [])
    #expect(study.result.imbalances == [])
  }

  /// A FIN acknowledges the other side's, if that came first.
  @Test(arguments: SampleCapture.wrapped)
  func `neighbours that changed places leave who closed first`(_ capture: SampleCapture) throws {
    let frames = Transformation.swapped(seed: 5).apply(try capture.frames())
    let swapped = Self.closings(try Study(bytes: Container.pcap().write(frames, 1)))
    let otherwise = Self.closings(try Study(path: capture.path)).filter { client, closing in
      swapped[client].map { $0 != closing } ?? false
    }
    #expect(otherwise == [:])
  }

  private static func closings(_ study: Study) -> [String: String] {
    let pairs = study.sessions.map { ("\($0.client) \($0.server)", $0.closing.rawValue) }
    return Dictionary(pairs) { $0 + " " + $1 }
  }

  @Test(arguments: Wrapping.few)
  func `a wrapping changes nothing in a large capture`(_ wrapping: Wrapping) throws {
    for capture in Self.large { try check(wrapping, capture) }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `a twentieth of the frames lost leaves the verdict`(seed: UInt64) throws {
    for capture in SampleCapture.wrapped {
      let frames = Transformation.lossy(seed: seed).apply(try capture.frames())
      let study = try Study(bytes: Container.pcap().write(frames, 1))
      let truth = try capture.truth()
      let found = "\(study.diagnosis.verdict.rawValue) \(study.diagnosis.firstCause)"
      #expect(found == "\(truth.verdict) \(truth.cause ?? "-")", "\(capture.name)")
      #expect(study.result.imbalances == [], "\(capture.name)")
    }
  }

  @Test(arguments: [1, 7, 1_460, 65_537])
  func `the size of the pieces that a pipe gives does not matter`(_ size: Int) throws {
    let capture = SampleCapture(name: "per-user-limit-16-one-agent")
    let bytes = [UInt8](try Data(contentsOf: capture.file))
    let plain = Digest(try Study(bytes: bytes))
    #expect(plain.differences(from: Digest(try Study(source: Pieces(bytes, size: size)))) == [])
  }

  @Test(arguments: SampleCapture.wrapped)
  func `a FIFO gives what the file gives`(_ capture: SampleCapture) throws {
    let folder = try TemporaryFolder()
    let fifo = folder.url.appending(path: "capture").path
    try #require(try Program.tool("mkfifo")?.run([fifo]).status == 0)
    let bytes = try Data(contentsOf: capture.file)
    let writer = Thread {
      let handle = FileHandle(forWritingAtPath: fifo)
      try? handle?.write(contentsOf: bytes)
      try? handle?.close()
    }
    writer.start()
    let study = try Study(path: fifo)
    #expect(Digest(try Study(path: capture.path)).differences(from: Digest(study)) == [])
  }

  @Test func `the wrappings of large captures are there`() {
    #expect(Wrapping.few.count == 8)
    #expect(
      Self.large.allSatisfy { large in SampleCapture.wrapped.contains { $0.name == large.name } })
  }

  private func check(_ wrapping: Wrapping, _ capture: SampleCapture) throws {
    let plain = try PlainReading.of(capture)
    let wrapped = try Study(bytes: wrapping.file(of: plain.frames))
    let digest = Digest(wrapped, restored: wrapping.restored)
    #expect(plain.digest.differences(from: digest) == [], "\(capture.name)")
    #expect(wrapped.result.imbalances == [], "\(capture.name)")
  }
}

/// A capture as it is, read once for all wrappings.
private struct PlainReading {
  var frames: [TimedFrame]
  var digest: Digest

  private static let all = Result {
    try Dictionary(
      uniqueKeysWithValues: SampleCapture.wrapped.map { capture in
        let digest = Digest(try Study(path: capture.path))
        return (capture.name, PlainReading(frames: try capture.frames(), digest: digest))
      })
  }

  static func of(_ capture: SampleCapture) throws -> PlainReading {
    try #require(try all.get()[capture.name])
  }
}

extension Diagnosis {
  fileprivate var firstCause: String { incidents.first?.cause.rawValue ?? "-" }
}

/// A source that gives a few bytes at a time.
private final class Pieces: ByteSource {
  private let bytes: [UInt8]
  private let size: Int
  private var position = 0

  init(_ bytes: [UInt8], size: Int) {
    self.bytes = bytes
    self.size = size
  }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    let count = min(limit, size, bytes.count - position)
    guard count > 0 else { return .end }
    for index in 0..<count { buffer[offset + index] = bytes[position + index] }
    position += count
    return .bytes(count)
  }
}
