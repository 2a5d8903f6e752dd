/// Something odd in a capture that does not stop the reading, with how often it was seen.
package struct CaptureWarning: Equatable, Sendable {
  /// The kinds of oddity; each raw value is the word that reports and case files use.
  package enum Kind: String, Sendable, CaseIterable {
    /// More bytes captured than were on the wire; the bytes are kept. `largest` is in bytes.
    case capturedAboveWireLength = "caplen_gt_len"
    /// More bytes captured than the snap length allows; they are kept. `largest` is in bytes.
    case capturedAboveSnapLength = "caplen_gt_snaplen"
    /// A fraction of one second or more; it is taken as 0.
    case badFraction = "bad_fraction"
    /// A frame is earlier than the one before it. `largest` is in nanoseconds.
    case timeBackwards = "time_backwards"
    /// A time outside the years 1677 to 2262, clamped.
    case timeOutOfRange = "time_out_of_range"
    /// Frames of a link type that libpcap has no name for.
    case unknownLinkType = "unknown_linktype"
    /// A pcapng option that runs out of its block, or has a wrong length; it is ignored.
    case badOption = "bad_option"
    /// A time resolution finer than `TimeResolution.finest`; microseconds are assumed.
    case badResolution = "bad_tsresol"
    /// More than `CaptureLimits.usualInterfaces` interfaces. `largest` is their number.
    case manyInterfaces = "many_interfaces"
    /// Statistics of an interface that is not described; they are ignored.
    case badStatistics = "bad_statistics"
    /// More link types than `CaptureLimits.linkTypes`; the rest is not listed.
    case manyLinkTypes = "many_linktypes"
    /// Frames left out because the filter cannot be compiled for their link type.
    case filterNotApplicable = "filter_not_applicable"
  }

  package var kind: Kind
  package var count: Int
  /// The number of the first frame concerned; nil when it is not about frames.
  package var firstFrame: Int?
  /// Where the first record, block or option concerned starts, in bytes.
  package var firstOffset: Int
  /// The largest value seen, in the unit that the kind names; 0 where it has none.
  package var largest: Int

  package init(
    kind: Kind, count: Int, firstFrame: Int? = nil, firstOffset: Int, largest: Int = 0
  ) {
    self.kind = kind
    self.count = count
    self.firstFrame = firstFrame
    self.firstOffset = firstOffset
    self.largest = largest
  }
}

extension CaptureWarning: CustomStringConvertible {
  /// One line: the word, how often, where first, and how bad at most.
  package var description: String {
    let frame = firstFrame.map { "frame \($0), " } ?? ""
    return "\(kind.rawValue): \(count) \(count == 1 ? "time" : "times")"
      + ", first at \(frame)byte \(firstOffset)\(extent)"
  }

  private var extent: String {
    switch kind {
    case .capturedAboveWireLength, .capturedAboveSnapLength: ", largest length \(largest) bytes"
    case .timeBackwards: ", largest step \(largest / 1_000_000_000) s \(largest % 1_000_000_000) ns"
    case .manyInterfaces: ", \(largest) interfaces"
    default: ""
    }
  }
}
