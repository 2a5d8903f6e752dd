package import Bytes
import Glibc

/// The last frames of a live capture on disk: pcapng files in a folder, the oldest removed.
///
/// Each file can be read by itself, also the one that is being written; frames have the numbers of
/// their files there, not the sensor's.
package final class FrameRing {
  /// Into how many files the ring is divided: what is removed at a time.
  private static let files = 16
  private static let prefix = "chokepoint-ring-"

  private let folder: String
  private let fileLimit: Int
  private let interfaces: [InterfaceDescription]
  private let application: String
  private var names: [String]
  private var writer: PcapngWriter?
  private var numbers: [Int] = []

  /// Continues, or begins, a ring in a folder, which is made where it is missing.
  ///
  /// - Parameter bytes: what all files together may take.
  package init(
    folder: String, bytes: Int, interfaces: [InterfaceDescription], application: String
  ) throws(OutputFileError) {
    self.folder = folder
    self.interfaces = interfaces
    self.application = application
    fileLimit = max(1 << 16, bytes / Self.files)
    if unsafe mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw OutputFileError(
        path: folder, step: "be made", reason: unsafe String(cString: strerror(errno)))
    }
    names = try Self.list(folder)
  }

  /// Writes a frame; a failure leaves the ring as it is, and the next frame begins another file.
  package func write(
    _ frame: Span<UInt8>, wireLength: Int, time: Timestamp, interface: Int
  ) throws(OutputFileError) {
    do throws(OutputFileError) {
      if writer == nil || (writer?.bytes ?? 0) >= fileLimit { try turnOver(at: time) }
      try writer?.write(
        frame, wireLength: wireLength, time: time, interface: numbers[interface])
    } catch {
      writer = nil
      throw error
    }
  }

  /// Has what was written so far stand in the file.
  package func flush() throws(OutputFileError) {
    do throws(OutputFileError) {
      try writer?.flush()
    } catch {
      writer = nil
      throw error
    }
  }

  /// Ends the file that is being written.
  package func finish() throws(OutputFileError) {
    try writer?.finish()
    writer = nil
  }

  private func turnOver(at time: Timestamp) throws(OutputFileError) {
    // Its bytes were given to the system; only power failures could lose them now.
    try writer?.flush()
    writer = nil
    // Room first: a full disk may be full of ours.
    while names.count >= Self.files {
      _ = unsafe unlink("\(folder)/\(names.removeFirst())")
    }
    let number = (names.last.flatMap(Self.number) ?? 0) + 1
    let name = Self.prefix + Self.padded(number) + ".pcapng"
    var next = try PcapngWriter(
      path: "\(folder)/\(name)", application: application, isWhole: false)
    names.append(name)
    numbers = []
    for interface in interfaces { numbers.append(try next.add(interface)) }
    writer = consume next
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 9 - digits.count)) + digits
  }

  private static func number(_ name: String) -> Int? {
    Int(name.dropFirst(prefix.count).dropLast(".pcapng".count))
  }

  /// The ring's files that are there already, the oldest first.
  private static func list(_ folder: String) throws(OutputFileError) -> [String] {
    guard let handle = unsafe opendir(folder) else {
      throw OutputFileError(
        path: folder, step: "be listed", reason: unsafe String(cString: strerror(errno)))
    }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(prefix), name.hasSuffix(".pcapng"), number(name) != nil {
        names.append(name)
      }
    }
    return names.sorted()
  }
}
