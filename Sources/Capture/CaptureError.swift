/// Why a capture could not be read, or not to its end.
package struct CaptureError: Error, Equatable, Sendable {
  /// The kinds of trouble; each raw value is the word that reports and case files use.
  package enum Kind: String, Sendable, CaseIterable {
    /// There is no such file.
    case missing
    case directory
    /// The system refused to open it.
    case permission
    /// The system could not open it for another reason.
    case unreadable
    /// Not one byte.
    case empty
    /// Neither pcap nor pcapng, or a version of them that nobody has defined.
    case notACapture = "not_a_capture"
    /// The capture ends inside the file header or inside the first section header.
    case truncatedHeader = "truncated_header"
    /// libpcap refused the filter.
    case badFilter = "bad_filter"
    /// The system failed while reading.
    case readFailed = "read_failed"
    /// A pcap record is cut off.
    case truncatedRecord = "truncated_record"
    /// A captured length beyond the limit, or beyond its block.
    case badLength = "bad_length"
    /// A record or block header of nothing but zeros: a page that was never written.
    case zeros
    /// A pcapng block is cut off.
    case truncatedBlock = "truncated_block"
    case badBlockLength = "bad_block_length"
    /// The length at the end of a pcapng block is not the one at its start.
    case badBlockTrailer = "bad_block_trailer"
    /// A pcapng packet of an interface that its section does not describe.
    case badInterface = "bad_interface"
    /// More interface descriptions than `CaptureLimits.interfaces`.
    case tooManyInterfaces = "too_many_interfaces"
    /// A gzip member is cut off.
    case truncatedGzip = "truncated_gzip"
    /// Not deflate data, a wrong checksum, or something else after the last gzip member.
    case badGzip = "bad_gzip"
  }

  /// The file as it was named; `-` for standard input.
  package var path: String
  package var kind: Kind
  /// Where the damaged structure starts, in bytes.
  ///
  /// For `truncatedGzip`, `badGzip` and `readFailed` it counts in the file; otherwise in what the
  /// file decompresses to.
  package var offset: Int?
  /// Whether `offset` counts in what the file decompresses to.
  package var isInsideGzip: Bool
  package var expected: String
  package var found: String
}

extension CaptureError {
  init(_ fault: CaptureFault, path: String, isInsideGzip: Bool = false) {
    self.init(
      path: path, kind: fault.kind, offset: fault.offset,
      isInsideGzip: isInsideGzip && !fault.isOfSource, expected: fault.expected, found: fault.found)
  }
}

extension CaptureError: CustomStringConvertible {
  /// One line: the file, the place, what was expected there and what was found.
  package var description: String {
    let file = path == "-" ? "standard input" : path
    let place = offset.map { " at byte \($0)\(isInsideGzip ? " (decompressed)" : "")" } ?? ""
    return "\(file): \(kind.rawValue)\(place): expected \(expected), found \(found)"
  }
}
