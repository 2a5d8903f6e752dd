#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ends the waiting for a descriptor's bytes from another thread.
final class Interruption: Sendable {
  private let reading: Int32
  private let writing: Int32

  /// Nil when the process has no descriptors left: the waiting then ends when bytes come.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return nil }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Makes `waits`, now or later, return false.
  func interrupt() {
    var byte: UInt8 = 0
    _ = unsafe write(writing, &byte, 1)
  }

  /// Waits until `descriptor` has bytes, or its end; false when it was interrupted.
  func waits(for descriptor: Int32) -> Bool {
    var both = [
      pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while unsafe poll(&both, 2, -1) < 0, errno == EINTR {}
    return both[0].revents == 0
  }
}
