import Bytes
import Capture
import Diagnosis
import Packets
import Sessions

/// The kept frames of one capture, one after the other: a second reading of the file.
///
/// It holds one frame at a time.
final class FrameFeed {
  /// A frame that goes into the evidence file.
  struct Frame {
    var header: FrameHeader
    var bytes: [UInt8]
    /// By the case's clock.
    var time: Timestamp
    /// Nil in a frame that holds a fragment or an ICMP error.
    var segment: TCPSegment?
    var key: ConnectionKey?
    /// Whether the payload is left out: the frame only shows that the connection lives.
    var isCut: Bool
  }

  /// Longest time of a long connection of which nothing is kept: less than what makes it idle.
  private static let heartbeat = Interval.seconds(30)

  let capture: Int
  private var file: CaptureFile
  private var decoder: PacketDecoder
  private let selection: FrameSelection.Capture
  private let clock: ClockFit?
  private let limit: Int?
  /// When the last frame of a connection was kept that has stretches left out.
  private var lastKept: [ConnectionKey: Timestamp] = [:]
  private(set) var next: Frame?

  init(
    path: String, capture: Int, selection: FrameSelection.Capture, clock: ClockFit?,
    options: PipelineOptions
  ) throws(CaptureError) {
    file = try CaptureFile(path: path, filter: options.filter)
    decoder = PacketDecoder(limits: options.packets)
    self.capture = capture
    self.selection = selection
    self.clock = clock
    limit = options.frameLimit
  }

  /// Reads on to the next frame that is kept; there is none where `next` is nil then.
  func advance() {
    next = nil
    guard !selection.isEmpty else { return }
    var found: Frame?
    file.forEachFrame { header, bytes in
      if let limit, header.number > limit { return false }
      found = kept(header, bytes)
      return found == nil
    }
    next = found
  }

  /// What the capture says of the interface that `next` came from.
  func interface() -> InterfaceDescription? {
    next.flatMap { file.description(ofInterface: $0.header.interface) }
  }

  private func kept(_ header: FrameHeader, _ bytes: Span<UInt8>) -> Frame? {
    let packet = decoder.decode(
      bytes, linkType: header.linkType, wireLength: header.wireLength, time: header.time)
    var segment: TCPSegment?
    let key: ConnectionKey
    switch packet {
    case .segment(let found):
      if found.storage == .frame { segment = found }
      key = ConnectionKey(found.source, found.destination)
    case .unreachable(let error): key = ConnectionKey(error.source, error.destination)
    case .dropped(.fragmentHeld), .dropped(.fragmentRepeated), .dropped(.fragmentDropped):
      return isOfKeptPair(header, bytes) ? frame(header, bytes) : nil
    case .dropped: return nil
    }
    guard let connections = selection.connections[key] else { return nil }
    var frame = frame(header, bytes)
    frame.segment = segment
    frame.key = key
    guard let stretch = connections.first(where: { $0.frames.contains(header.number) }) else {
      // An error about a connection may come after its last segment.
      guard case .unreachable = packet else { return nil }
      return frame
    }
    guard !stretch.keeps(header.number) else {
      if stretch.openingEnd != nil { lastKept[key] = header.time }
      return frame
    }
    let last = lastKept[key] ?? header.time
    guard segment != nil, header.time.since(last) >= Self.heartbeat else { return nil }
    lastKept[key] = header.time
    frame.isCut = true
    return frame
  }

  private func frame(_ header: FrameHeader, _ bytes: Span<UInt8>) -> Frame {
    Frame(
      header: header, bytes: bytes.copy(),
      time: clock?.reference(of: header.time) ?? header.time, segment: nil, key: nil, isCut: false)
  }

  /// Fragments name no ports: those between two hosts of a kept connection are kept.
  private func isOfKeptPair(_ header: FrameHeader, _ bytes: Span<UInt8>) -> Bool {
    let layout = FrameLayout(
      bytes, linkType: header.linkType, wireLength: header.wireLength, limits: decoder.limits)
    guard let ip = layout.innermostIP else { return false }
    let pair = [min(ip.source, ip.destination), max(ip.source, ip.destination)]
    return selection.pairs.contains(pair)
  }
}
