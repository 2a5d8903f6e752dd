import Bytes

/// An interface that frames were captured on; a pcap file has exactly one.
///
/// At most 64 bytes, since a file may describe `CaptureLimits.interfaces` of them.
struct CaptureInterface {
  let linkType: LinkType
  let hasKnownLinkType: Bool
  /// Bytes kept of a frame; 0 when not limited.
  let snapLength: UInt32
  let resolution: TimeResolution
  /// Seconds to add to every time (`if_tsoffset`).
  let timeOffset: Int64
  /// What the filter runs on its frames.
  let program: CaptureFilter.ProgramIndex
  /// Losses told frame by frame (`epb_dropcount`).
  var dropsBeforeFrames: UInt64 = 0
  /// Losses told by interface statistics (`isb_ifdrop` and `isb_osdrop`).
  var dropsInStatistics: UInt64 = 0

  init(
    linkType: LinkType, snapLength: UInt32, resolution: TimeResolution, timeOffset: Int64 = 0,
    program: CaptureFilter.ProgramIndex
  ) {
    self.linkType = linkType
    hasKnownLinkType = linkType.isKnown
    self.snapLength = snapLength
    self.resolution = resolution
    self.timeOffset = timeOffset
    self.program = program
  }

  /// Frames lost: both ways of telling count the same losses, and one of them may be missing.
  var drops: UInt64 { max(dropsBeforeFrames, dropsInStatistics) }
}

extension LinkType {
  /// The link type of a number in a file: 12 and 14 are raw IP on the systems that wrote them.
  init(inFile number: UInt32) {
    self = number == 12 || number == 14 ? .raw : LinkType(rawValue: number)
  }
}

extension UInt64 {
  /// The sum, or the largest number: counters in files are whatever someone wrote there.
  func addingSaturated(_ other: UInt64) -> UInt64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
