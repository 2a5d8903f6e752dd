import Bytes
import Mail
import Testing

/// Runs the case file that the reference parser wrote, if there is one (see `MailCase.folder`).
struct MailCaseTests {
  // The cases are no part of the package: without them there is nothing to compare with.
  @Test(.enabled(if: MailCase.isPresent, "no mail-cases.json"), arguments: MailCase.all)
  func `the events are the reference's, in its order`(_ example: MailCase) {
    check(example, example.segments, "as it is")
  }

  @Test(.enabled(if: MailCase.isPresent, "no mail-cases.json"), arguments: MailCase.all)
  func `single bytes give the same events`(_ example: MailCase) {
    check(example, example.segments.flatMap { $0.cut(into: 1) }, "byte by byte")
  }

  @Test(.enabled(if: MailCase.isPresent, "no mail-cases.json"), arguments: MailCase.all)
  func `merged segments give the same events`(_ example: MailCase) {
    check(example, example.segments.merged, "merged")
  }

  @Test(.enabled(if: MailCase.isPresent, "no mail-cases.json"), arguments: MailCase.all)
  func `a segment cut in two anywhere gives the same events`(_ example: MailCase) {
    for (index, segment) in example.segments.enumerated() {
      guard case .bytes(let bytes) = segment.content, bytes.count > 1 else { continue }
      for place in example.places(in: bytes.count) {
        var segments = example.segments
        segments.replaceSubrange(index...index, with: segment.cut(at: place))
        check(example, segments, "segment \(index) cut at \(place)")
      }
    }
  }

  private func check(_ example: MailCase, _ segments: [MailCase.Segment], _ how: String) {
    let run = MailRun(segments, isIMAP: example.isIMAP, options: example.options)
    let got = run.canonical
    #expect(got == example.expected, "\(example.id) \(how)")
    #expect(run.isBalanced, "\(example.id) \(how): \(run.counters.bytes)")
  }
}

extension MailCase {
  /// Where to cut a segment: everywhere, or evenly where that would take minutes.
  fileprivate func places(in count: Int) -> [Int] {
    let isBomb = expected.contains { $0.contains("inflate_bomb") }
    let most = isBomb ? 4 : Swift.max(64, 4_000_000 / count)
    let step = Swift.max(1, count / most)
    return Array(stride(from: 1, to: count, by: step))
  }
}

extension MailCase.Segment {
  /// Pieces of at most `size` bytes; a gap as it is.
  func cut(into size: Int) -> [Self] {
    guard case .bytes(let bytes) = content else { return [self] }
    return stride(from: 0, to: bytes.count, by: size).map { start in
      Self(side: side, content: .bytes(Array(bytes[start..<Swift.min(start + size, bytes.count)])))
    }
  }

  /// Two pieces; a gap as it is.
  func cut(at place: Int) -> [Self] {
    guard case .bytes(let bytes) = content else { return [self] }
    return [
      Self(side: side, content: .bytes(Array(bytes[..<place]))),
      Self(side: side, content: .bytes(Array(bytes[place...]))),
    ]
  }
}

extension [MailCase.Segment] {
  /// Neighbours of one side joined.
  var merged: Self {
    var merged: Self = []
    for segment in self {
      if let last = merged.last, last.side == segment.side,
        case .bytes(let before) = last.content, case .bytes(let bytes) = segment.content
      {
        merged[merged.count - 1].content = .bytes(before + bytes)
      } else {
        merged.append(segment)
      }
    }
    return merged
  }
}
