import CMalloc

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
}
