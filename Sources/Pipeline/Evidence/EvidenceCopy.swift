import Bytes
package import Capture
package import Diagnosis
import Packets
package import Sessions

/// Copies the frames of a selection into an evidence file, in the order of the case's time.
///
/// It reads each capture once more and holds a frame of each; what it needs does not grow with the
/// captures.
package struct EvidenceCopy {
  private let paths: [String]
  private let options: PipelineOptions
  private let selection: FrameSelection
  private let clocks: [ClockFit?]
  private var redaction: EvidenceRedaction?

  /// `alignments` tell how each capture's clock stands to the case's; without `redaction` the frames
  /// stay as they are.
  package init(
    of paths: [String], options: PipelineOptions, selection: FrameSelection,
    alignments: [CaptureMerge.Alignment], redaction: consuming EvidenceRedaction? = nil
  ) {
    self.redaction = redaction
    self.paths = paths
    self.options = options
    self.selection = selection
    clocks = paths.indices.map { index in
      guard alignments.indices.contains(index), case .fitted(let fit) = alignments[index] else {
        return nil
      }
      return fit
    }
  }

  /// Writes the frames; the caller ends the file.
  package mutating func run(to writer: inout PcapngWriter) throws -> EvidenceSummary {
    var summary = EvidenceSummary()
    var feeds: [FrameFeed] = []
    for index in paths.indices where selection.captures.indices.contains(index) {
      let feed = try FrameFeed(
        path: paths[index], capture: index, selection: selection.captures[index],
        clock: clocks[index], options: options)
      feed.advance()
      if feed.next != nil { feeds.append(feed) }
    }
    var interfaces: [[Int]: Int] = [:]
    while let feed = Self.earliest(of: feeds), let frame = feed.next {
      let place = [feed.capture, frame.header.interface]
      let interface: Int
      if let known = interfaces[place] {
        interface = known
      } else {
        interface = try writer.add(describe(feed, frame))
        interfaces[place] = interface
      }
      try write(frame, of: feed.capture, interface: interface, to: &writer, &summary)
      feed.advance()
    }
    return summary
  }

  private mutating func write(
    _ original: FrameFeed.Frame, of capture: Int, interface: Int, to writer: inout PcapngWriter,
    _ summary: inout EvidenceSummary
  ) throws(OutputFileError) {
    var frame = original
    var end = frame.bytes.count
    var comments = selection.captures[capture].comments[frame.header.number] ?? []
    if redaction != nil {
      guard let kept = redaction?.redact(&frame, of: capture, &summary) else { return }
      end = kept
      comments = comments.map { redaction?.comment($0) ?? $0 }
    }
    if frame.isCut, let segment = frame.segment {
      end = min(end, segment.offset + segment.headerLength)
      summary.cutFrames += 1
    }
    if !comments.isEmpty { summary.commentedFrames += 1 }
    summary.frames += 1
    try writer.write(
      frame.bytes.span.extracting(0..<end), wireLength: frame.header.wireLength, time: frame.time,
      interface: interface, comments: comments)
  }

  /// The feed whose frame comes next; the first of equals.
  private static func earliest(of feeds: [FrameFeed]) -> FrameFeed? {
    var earliest: FrameFeed?
    for feed in feeds {
      guard let time = feed.next?.time else { continue }
      if let other = earliest?.next?.time, other <= time { continue }
      earliest = feed
    }
    return earliest
  }

  /// The interface as its capture describes it, with what was done to its clock.
  private func describe(_ feed: FrameFeed, _ frame: FrameFeed.Frame) -> InterfaceDescription {
    var description =
      feed.interface() ?? InterfaceDescription(linkType: frame.header.linkType)
    if let clock = clocks[feed.capture] {
      let offset = clock.offset.nanoseconds
      description.comment =
        "Times of capture \(feed.capture) are moved to the clock of the case: its own clock was "
        + "\(abs(offset)) ns \(offset < 0 ? "behind" : "ahead"), drift \(clock.drift) ppm."
    }
    return description
  }
}
