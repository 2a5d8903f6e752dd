#if canImport(Glibc)
  import Glibc
#endif

/// Large pages for what grows while a capture is read.
///
/// Frames of thousands of connections come mixed, and each touches a few places of its own: with
/// pages of 4 KiB the processor spends a tenth of the time on looking up where those are. Linux gives
/// pages of 2 MiB to memory that asks for them (`madvise(2)`, `MADV_HUGEPAGE`), where the system
/// allows it; what is never touched costs nothing.
package enum LargePages {
  /// Address space that is prepared, in bytes: as much as an analysis uses of ordinary captures.
  private static let room = 64 << 20

  /// Asks for large pages for the heap, before it grows. Without them everything works as well.
  package static func prefer() {
    #if canImport(Glibc)
      // The heap grows by all of the room at once, and is not given back in between.
      guard mallopt(M_TOP_PAD, Int32(room)) == 1, mallopt(M_TRIM_THRESHOLD, Int32(2 * room)) == 1
      else { return }
      let start = unsafe UInt(bitPattern: sbrk(0))
      unsafe free(malloc(126 << 10))
      let end = unsafe UInt(bitPattern: sbrk(0))
      let page: UInt = 2 << 20
      let first = (start + page - 1) / page * page
      guard end > first, end - start <= UInt(2 * room) else { return }
      _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: first), Int(end - first), MADV_HUGEPAGE)
    #endif
  }
}
