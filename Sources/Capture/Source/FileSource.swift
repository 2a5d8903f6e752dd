#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, a pipe or a device, read by its descriptor.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let isOurs: Bool
  /// For what may let its reader wait: a pipe, a device.
  private let interruption: Interruption?
  private var position = 0

  private init(descriptor: Int32, isOurs: Bool) {
    self.descriptor = descriptor
    self.isOurs = isOurs
    interruption = Self.mode(descriptor) == S_IFREG ? nil : Interruption()
  }

  /// Opens a file; a FIFO waits here for its writer.
  convenience init(path: String) throws(CaptureFault) {
    let descriptor = Self.retrying { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    guard descriptor >= 0 else { throw Self.openFault(errno) }
    self.init(descriptor: descriptor, isOurs: true)
    if Self.mode(descriptor) == S_IFDIR {
      throw CaptureFault(.directory, expected: "a capture file", found: "a directory")
    }
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  /// Whether it is a plain file, which reads the same each time.
  var isRegular: Bool { interruption == nil }

  /// Standard input, which is not ours to close.
  static var standardInput: FileSource { FileSource(descriptor: STDIN_FILENO, isOurs: false) }

  func interrupt() { interruption?.interrupt() }

  func read(into buffer: inout [UInt8], at offset: Int, limit: Int) -> ReadOutcome {
    if let interruption, !interruption.waits(for: descriptor) { return .interrupted }
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[offset...])
      let count = min(limit, room.count)
      return Self.retrying { unsafe systemRead(descriptor, room.baseAddress, count) }
    }
    guard count >= 0 else {
      return .failed(
        SourceFault(
          .readFailed, at: position, expected: "more bytes or the end", found: Self.words(errno)))
    }
    position += count
    return count == 0 ? .end : .bytes(count)
  }

  private static func openFault(_ code: Int32) -> CaptureFault {
    let kind: CaptureError.Kind =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .permission
      default: .unreadable
      }
    return CaptureFault(kind, expected: "a readable file", found: words(code))
  }

  /// What kind of file it is; nil when the system does not say.
  private static func mode(_ descriptor: Int32) -> mode_t? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The result of a call, made again as long as a signal interrupts it.
  private static func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// The system's words for an error number, as in "permission denied".
  private static func words(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text).lowercased()
  }
}

/// `read(2)`; inside the class the name means the method.
private func systemRead(_ descriptor: Int32, _ room: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  unsafe read(descriptor, room, count)
}
