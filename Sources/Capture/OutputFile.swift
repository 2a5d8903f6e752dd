import Glibc

/// Why a file could not be written: which one, at which step, and the system's reason.
package struct OutputFileError: Error, Equatable, Sendable, CustomStringConvertible {
  package var path: String
  package var step: String
  package var reason: String

  package var description: String { "\(path): cannot \(step): \(reason)" }
}

/// Writes whole files: a reader of the name finds either all of the new text or the old file.
///
/// The text goes to `<path>.partial` first, reaches the disk, and is renamed. What is not a
/// regular file (a device, a pipe, a link) is written to as it is.
package enum OutputFile {
  package static func write(_ text: String, to path: String) throws(OutputFileError) {
    let isPlain = isRegularOrMissing(path)
    let target = isPlain ? path + ".partial" : path
    // O_EXCL: a leftover of ours is removed, somebody else's link is never followed.
    if isPlain { _ = unsafe unlink(target) }
    let flags = isPlain ? O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW : O_WRONLY | O_TRUNC
    let file = unsafe open(target, flags, 0o600)
    guard file >= 0 else { throw failure(path, "be written") }
    do throws(OutputFileError) {
      try write(Array(text.utf8), to: file, path: path)
      if isPlain, fsync(file) != 0 { throw failure(path, "be written") }
    } catch {
      close(file)
      if isPlain { _ = unsafe unlink(target) }
      throw error
    }
    guard close(file) == 0 else { throw failure(path, "be written") }
    if isPlain, unsafe rename(target, path) != 0 { throw failure(path, "be replaced") }
  }

  private static func write(
    _ bytes: [UInt8], to file: Int32, path: String
  ) throws(OutputFileError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, "be written") }
      written += count
    }
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
