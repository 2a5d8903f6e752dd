#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Lets a thread sleep.
package enum Pause {
  package static func milliseconds(_ count: Int) {
    _ = usleep(UInt32(clamping: count * 1_000))
  }
}
