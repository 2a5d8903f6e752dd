import Bytes
import Capture
package import Diagnosis
import Packets
import Sessions

/// Takes secrets, and addresses on request, out of the frames of an evidence file.
///
/// Where a secret stands is known by its place in the stream, so that it does not matter how the
/// stream was cut into segments, or sent again. It works from what may be shown: payload of which
/// no parser has said that becomes filler.
package struct EvidenceRedaction {
  /// How far a connection has come, for streams of more than 2³¹ bytes.
  fileprivate struct Progress {
    var text: HarmlessConversation
    var last = PerSide(both: 1)
  }

  private var conversations: [[ConnectionKey: [Progress]]]
  private var rewriter: FrameRewriter
  private let addressText: AddressText?

  /// Reads all captures again for what may be shown of the selected frames.
  ///
  /// - Parameter hidesAddresses: whether addresses are mapped to others.
  package init(
    of paths: [String], options: PipelineOptions, selection: FrameSelection, hidesAddresses: Bool
  ) throws {
    let addresses = Set(selection.captures.flatMap(\.pairs).flatMap(\.self))
    let hider = hidesAddresses ? AddressText(addresses) : nil
    addressText = hider
    rewriter = FrameRewriter(
      limits: options.packets, mapping: hidesAddresses ? AddressMapping() : nil)
    conversations = []
    for (index, path) in paths.enumerated() {
      var known: [ConnectionKey: [Progress]] = [:]
      let chosen = selection.captures[index]
      if !chosen.isEmpty {
        var pipeline = try Pipeline(path: path, index: index, options: options)
        let texts = pipeline.texts { key, frame in
          chosen.stretch(of: key, at: frame)?.keeps(frame) == true
        }
        for var text in texts {
          if let hider {
            text.text.client.change { hider.hide(in: &$0) }
            text.text.server.change { hider.hide(in: &$0) }
          }
          known[ConnectionKey(text.client, text.server), default: []].append(Progress(text: text))
        }
      }
      conversations.append(known)
    }
  }

  /// A remark without addresses, where those are to be hidden.
  func comment(_ text: String) -> String { addressText?.hiding(in: text) ?? text }

  /// Redacts a frame in place; returns how many of its bytes are written, nil for none at all.
  mutating func redact(
    _ frame: inout FrameFeed.Frame, of capture: Int, _ summary: inout EvidenceSummary
  ) -> Int? {
    let segment = frame.segment
    let number = frame.header.number
    let key = frame.key
    var known = conversations[capture]
    conversations[capture] = [:]
    defer { conversations[capture] = known }
    var replaced = 0
    let outcome = rewriter.rewrite(
      &frame.bytes, linkType: frame.header.linkType, wireLength: frame.header.wireLength,
      segment: segment
    ) { bytes, range in
      guard let segment, let key else { return }
      let before = Array(bytes[range])
      let place = known[key]?.firstIndex { $0.text.frames.contains(number) }
      if let place {
        known[key]?[place].write(over: &bytes, range, of: segment)
      } else {
        HarmlessText().write(over: &bytes, range, at: 0, filler: Self.filler)
      }
      replaced = zip(before, bytes[range]).count { $0 != $1 }
    }
    summary.replacedBytes += replaced
    switch outcome {
    case .whole: return frame.bytes.count
    case .fragment(let end):
      if end < frame.bytes.count { summary.fragmentsWithoutPayload += 1 }
      return end
    case .quotation(let end): return end
    case .opaque:
      summary.droppedFrames += 1
      return nil
    }
  }

  static let filler = UInt8(ascii: "x")
}

extension EvidenceRedaction.Progress {
  /// Writes what may be shown over a segment's payload.
  fileprivate mutating func write(
    over bytes: inout [UInt8], _ range: Range<Int>, of segment: TCPSegment
  ) {
    let side: Side = segment.source == text.client ? .client : .server
    guard let base = text.initialNumbers[side] else {
      HarmlessText().write(over: &bytes, range, at: 0, filler: EvidenceRedaction.filler)
      return
    }
    // The payload of a SYN stands behind it.
    let number = segment.sequenceNumber &+ (segment.flags.contains(.syn) ? 1 : 0)
    let near = base &+ UInt32(truncatingIfNeeded: last[side])
    let start = last[side] + Int(Int32(bitPattern: number &- near))
    if !range.isEmpty { last[side] = max(last[side], start) }
    text.text[side].write(over: &bytes, range, at: start, filler: EvidenceRedaction.filler)
  }
}
