import Glibc

/// A file that is written piece by piece, and has its name only when it is whole.
///
/// The bytes go to `<path>.partial` first, reach the disk in `finish`, and are renamed. Without
/// `finish` the partial file is removed. What is not a regular file (a device, a pipe, a link) is
/// written to as it is.
@safe package struct OutputStream: ~Copyable {
  /// Bytes that are collected before the system is asked to take them.
  private static let chunk = 1 << 16

  private let path: String
  private let target: String
  private let isPlain: Bool
  private var file: Int32
  private var pending: [UInt8] = []
  /// Bytes that were given to it so far.
  package private(set) var count = 0

  /// - Parameter isWhole: whether the name shall stand for the whole file only; else it has its name
  ///   from the start, and what was written stays whatever happens.
  package init(path: String, isWhole: Bool = true) throws(OutputFileError) {
    self.path = path
    isPlain = isWhole && Self.isRegularOrMissing(path)
    target = isPlain ? path + ".partial" : path
    // O_EXCL: a leftover of ours is removed, somebody else's link is never followed.
    if isPlain { _ = unsafe unlink(target) }
    let flags =
      isPlain || !isWhole
      ? O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW : O_WRONLY | O_TRUNC
    file = unsafe open(target, flags | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure(path, "be written") }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    if isPlain { _ = unsafe unlink(target) }
  }

  /// Takes the next bytes.
  package mutating func write(_ bytes: [UInt8]) throws(OutputFileError) {
    count += bytes.count
    pending.append(contentsOf: bytes)
    if pending.count >= Self.chunk { try flush() }
  }

  /// Gives the file its name; it is complete and on the disk then.
  package mutating func finish() throws(OutputFileError) {
    try flush()
    if isPlain, fsync(file) != 0 { throw Self.failure(path, "be written") }
    let open = file
    file = -1
    guard close(open) == 0 else { throw abandoned("be written") }
    if isPlain, unsafe rename(target, path) != 0 { throw abandoned("be replaced") }
  }

  /// The failure of a file that is closed already.
  private func abandoned(_ step: String) -> OutputFileError {
    let failure = Self.failure(path, step)
    if isPlain { _ = unsafe unlink(target) }
    return failure
  }

  /// Gives the system what was collected.
  package mutating func flush() throws(OutputFileError) {
    let bytes = pending
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path, "be written") }
      written += count
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static func isRegularOrMissing(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG
  }

  private static func failure(_ path: String, _ step: String) -> OutputFileError {
    OutputFileError(path: path, step: step, reason: unsafe String(cString: strerror(errno)))
  }
}
