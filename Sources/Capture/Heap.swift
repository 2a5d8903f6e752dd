import CMalloc
import Glibc

/// How the process gets its memory from the system.
package enum Heap {
  /// Has large blocks go back to the system when they are given up.
  ///
  /// glibc keeps more and more of them for itself otherwise, once the first was given back
  /// (mallopt(3), M_MMAP_THRESHOLD): a list that has outgrown its place stays in memory beside the
  /// new one. To be called before other threads begin.
  package static func returnLargeBlocks() {
    _ = mallopt(M_MMAP_THRESHOLD, 1 << 19)
  }

  /// Gives back what is free between what is in use (malloc_trim(3)): after a flood the process is as
  /// small as before it.
  ///
  /// - Parameter limit: bytes that the process may have without being bothered.
  package static func giveBackFreePages(above limit: Int = 0) {
    if limit == 0 || residentBytes > limit { _ = malloc_trim(0) }
  }

  /// Bytes of memory that the process has, as the kernel counts them (proc(5), statm); 0 where it does
  /// not say.
  package static var residentBytes: Int {
    guard let bytes = try? InputFile.read("/proc/self/statm", limit: 4_096) else { return 0 }
    let pages = String(decoding: bytes, as: UTF8.self).split(separator: " ").dropFirst().first
    return (pages.flatMap { Int($0) } ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
