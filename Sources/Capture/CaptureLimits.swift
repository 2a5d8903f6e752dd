/// The limits of the file reader.
///
/// Each is the largest value that is still read. What announces more ends the reading with an
/// error that names the place; nothing is allocated by an announced number.
package enum CaptureLimits {
  /// Captured bytes of one frame; libpcap's `MAXIMUM_SNAPLEN`.
  package static let capturedLength = 262_144
  /// Bytes of a pcapng block that has to be looked into; libpcap's limit for any block.
  ///
  /// Blocks of unknown types are skipped without holding them, so they have none.
  package static let knownBlockLength = 16 * 1024 * 1024
  /// Interfaces of one pcapng section.
  package static let interfaces = 65_535
  /// Bytes of memory that each of them costs.
  package static let bytesPerInterface = MemoryLayout<CaptureInterface>.stride
  /// Interfaces of one pcapng section above which `many_interfaces` warns.
  package static let usualInterfaces = 1_024
  /// Different link types that a summary lists and that a filter is compiled for.
  package static let linkTypes = 64
  /// Bytes asked of the system at once, and so of a batch that goes from thread to thread.
  ///
  /// With an empty body 700 MB from the page cache take 46 ms by 64 KiB, 42 by 128 KiB and 40 by
  /// 256 KiB or more. The smallest one, as several are on their way at a time: they stay in the
  /// second-level cache.
  package static let chunk = 65_536
}
