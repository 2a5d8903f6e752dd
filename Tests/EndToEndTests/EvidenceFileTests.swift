import Bytes
import Capture
import Diagnosis
import Foundation
import Pipeline
import Reports
import Testing

/// The frames that prove an incident prove it to whoever has nothing else.
struct EvidenceFileTests {
  private static let secrets = Result { try Secrets() }
  private static let tshark = Program.tool("tshark")

  @Test(arguments: SampleCapture.all)
  func `the file gives the same incidents, also with other secrets and addresses`(
    _ capture: SampleCapture
  ) throws {
    let whole = try Study(path: capture.path)
    for mode in EvidenceCopying.Mode.allCases {
      let evidence = try EvidenceCopying(of: [capture.path], mode: mode)
      guard !whole.diagnosis.incidents.isEmpty else {
        #expect(evidence.summary.frames == 0)
        continue
      }
      let study = try Study(bytes: evidence.bytes)
      #expect(
        EvidenceCopying.core(study.diagnosis.incidents, mode: mode)
          == EvidenceCopying.core(whole.diagnosis.incidents, mode: mode), "\(mode)")
      #expect(study.diagnosis.verdict == whole.diagnosis.verdict)
      #expect(study.result.imbalances == [])
      #expect(
        study.result.summary.warnings.map(\.kind) == whole.result.summary.warnings.map(\.kind))
      #expect(evidence.summary.commentedFrames > 0)
      guard mode != .plain else { continue }
      let secrets = try Self.secrets.get()
      let isLeaking =
        secrets.isHeldInPlain(by: evidence.bytes) || secrets.isHeldInBase64(by: evidence.bytes)
      #expect(!isLeaking, "\(mode)")
    }
  }

  @Test func `the captures hold secrets that the redacted files might have held`() throws {
    let secrets = try Self.secrets.get()
    let plain = try SampleCapture.all.map { try EvidenceCopying(of: [$0.path], mode: .plain).bytes }
    #expect(plain.count { secrets.isHeldInPlain(by: $0) } > 5)
    #expect(plain.count { secrets.isHeldInBase64(by: $0) } > 5)
  }

  @Test(arguments: Wrapping.few)
  func `no wrapping lets a secret out or hides the incident`(_ wrapping: Wrapping) throws {
    let secrets = try Self.secrets.get()
    let folder = try TemporaryFolder()
    for name in ["per-user-limit-16-one-agent", "dovecot-userip-limit", "smtp-message-rate"] {
      let frames = try SampleCapture(name: name).frames()
      let path = try folder.file("\(name).pcap", wrapping.file(of: frames))
      let evidence = try EvidenceCopying(of: [path], mode: .redacted)
      let isLeaking =
        secrets.isHeldInPlain(by: evidence.bytes) || secrets.isHeldInBase64(by: evidence.bytes)
      #expect(!isLeaking, "\(name)")
      // Fragments lose what they carry: no sign-in can be told from them.
      guard evidence.summary.fragmentsWithoutPayload == 0 else { continue }
      let (whole, study) = (try Study(path: path), try Study(bytes: evidence.bytes))
      #expect(
        EvidenceCopying.core(study.diagnosis.incidents, mode: .redacted)
          == EvidenceCopying.core(whole.diagnosis.incidents, mode: .redacted), "\(name)")
    }
  }

  @Test(arguments: ["per-user-limit-16", "ghosts", "healthy-day", "per-address-limit"])
  func `lost frames and frames that changed places let no secret out`(_ name: String) throws {
    let secrets = try Self.secrets.get()
    let folder = try TemporaryFolder()
    let frames = try SampleCapture(name: name).frames()
    for transformation in [Transformation.lossy(seed: 4), .swapped(seed: 5), .doubled] {
      let changed = transformation.apply(frames)
      let path = try folder.file("changed.pcap", Container.pcap().write(changed, 1))
      let evidence = try EvidenceCopying(of: [path], mode: .redacted)
      let isLeaking =
        secrets.isHeldInPlain(by: evidence.bytes) || secrets.isHeldInBase64(by: evidence.bytes)
      #expect(!isLeaking)
    }
  }

  @Test(arguments: EvidenceCopying.Mode.allCases)
  func `several captures of one case become one file with one clock`(
    _ mode: EvidenceCopying.Mode
  ) throws {
    let span = SampleCapture(name: "per-user-limit-16")
    let agent = try SampleCapture(name: "per-user-limit-16-one-agent").frames().map {
      TimedFrame(time: $0.time + 5_000_000_000, bytes: $0.bytes)
    }
    let folder = try TemporaryFolder()
    let path = try folder.file("agent.pcap", Container.pcap().write(agent, 1))
    let evidence = try EvidenceCopying(of: [path, span.path], mode: mode)
    let study = try Study(bytes: evidence.bytes)
    let alone = try Study(path: span.path)
    #expect(
      EvidenceCopying.core(study.diagnosis.incidents, mode: mode)
        == EvidenceCopying.core(alone.diagnosis.incidents, mode: mode))
  }

  @Test func `a rotated capture's two files become one`() throws {
    let capture = SampleCapture(name: "per-user-limit-16")
    let frames = try capture.frames()
    let folder = try TemporaryFolder()
    let paths = try [frames[..<1_800], frames[1_800...]].enumerated().map { index, part in
      try folder.file("\(index).pcap", Container.pcap().write(Array(part), 1))
    }
    let whole = try Study(path: capture.path).diagnosis.incidents
    let plain = try Study(bytes: EvidenceCopying(of: paths, mode: .plain).bytes)
    #expect(plain.diagnosis.incidents.map(\.limit) == whole.map(\.limit))
    #expect(plain.diagnosis.incidents.map(\.cause) == whole.map(\.cause))
    // A line that the cut between the files went through cannot be told, and becomes filler.
    let redacted = try Study(bytes: EvidenceCopying(of: paths, mode: .redacted).bytes)
    #expect(redacted.diagnosis.incidents.map(\.cause) == whole.map(\.cause))
  }

  @Test(arguments: ["per-user-limit-16", "ghosts", "store-sessions-limit", "per-address-limit"])
  func `without the work of those who signed in, the limit is the same`(_ name: String) throws {
    let capture = SampleCapture(name: name)
    let evidence = try EvidenceCopying(of: [capture.path], mode: .plain, shortSession: 12)
    let all = try EvidenceCopying(of: [capture.path], mode: .plain)
    #expect(evidence.summary.frames < all.summary.frames)
    let (study, whole) = (try Study(bytes: evidence.bytes), try Study(path: capture.path))
    #expect(study.diagnosis.incidents.first?.limit == whole.diagnosis.incidents.first?.limit)
    #expect(study.diagnosis.incidents.first?.cause == whole.diagnosis.incidents.first?.cause)
  }

  @Test(.enabled(if: tshark != nil, "no tshark"), arguments: SampleCapture.all)
  func `Wireshark reads it, shows the remarks and finds nothing newly malformed`(
    _ capture: SampleCapture
  ) throws {
    let tshark = try #require(Self.tshark)
    let folder = try TemporaryFolder()
    let secrets = try Self.secrets.get()
    let incidents = try Study(path: capture.path).diagnosis.incidents
    guard !incidents.isEmpty else { return }
    let before = try Self.malformed(in: capture.path, tshark)
    for mode in EvidenceCopying.Mode.allCases {
      let evidence = try EvidenceCopying(of: [capture.path], mode: mode)
      let path = try folder.file("\(mode).pcapng", evidence.bytes)
      let comments = try tshark.run(["-r", path, "-T", "fields", "-e", "frame.comment"])
      #expect(comments.status == 0)
      #expect(comments.messages.filter { !$0.hasPrefix("Running as user") } == [])
      let shown = comments.output.split(separator: "\n")
      #expect(shown.count == evidence.summary.commentedFrames)
      #expect(incidents.allSatisfy { $0.evidence.isEmpty || comments.output.contains($0.id) })
      #expect(try Self.malformed(in: path, tshark) <= before)
      guard mode != .plain else { continue }
      let listed = try tshark.run(["-r", path, "-q", "-z", "credentials"])
      let isLeaking =
        secrets.isHeldInPlain(by: listed.bytes) || secrets.isHeldInBase64(by: listed.bytes)
      #expect(!isLeaking)
    }
  }

  private static func malformed(in path: String, _ tshark: Program) throws -> Int {
    let outcome = try tshark.run([
      "-r", path, "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE", "-Y",
      "_ws.malformed || tcp.checksum.status == 0 || ip.checksum.status == 0",
    ])
    return outcome.lines.count
  }
}
