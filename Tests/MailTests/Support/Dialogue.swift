import Bytes
import Foundation
import Mail

/// What the two sides of a connection send, in capture order.
struct Dialogue: Sendable {
  typealias Segment = MailCase.Segment

  var isIMAP: Bool
  var segments: [Segment]
  var options = MailOptions()

  static func imap(_ segments: Segment..., options: MailOptions = MailOptions()) -> Dialogue {
    Dialogue(isIMAP: true, segments: segments, options: options)
  }

  static func smtp(_ segments: Segment..., options: MailOptions = MailOptions()) -> Dialogue {
    Dialogue(isIMAP: false, segments: segments, options: options)
  }

  func run() -> MailRun { MailRun(segments, isIMAP: isIMAP, options: options) }

  /// The same dialogue, a byte a segment.
  var byteByByte: Dialogue {
    var dialogue = self
    dialogue.segments = segments.flatMap { $0.cut(into: 1) }
    return dialogue
  }

  /// The same dialogue, one segment cut in two: every segment, at every place.
  var everyCut: [Dialogue] {
    segments.indices.flatMap { index -> [Dialogue] in
      guard case .bytes(let bytes) = segments[index].content, bytes.count > 1 else { return [] }
      return (1..<bytes.count).map { place in
        var dialogue = self
        dialogue.segments.replaceSubrange(index...index, with: segments[index].cut(at: place))
        return dialogue
      }
    }
  }
}

extension MailCase.Segment {
  /// Lines of the client, each ended with CRLF.
  static func client(_ lines: String...) -> Self { .sent(.client, lines) }

  /// Lines of the server, each ended with CRLF.
  static func server(_ lines: String...) -> Self { .sent(.server, lines) }

  private static func sent(_ side: Side, _ lines: [String]) -> Self {
    Self(side: side, content: .bytes(lines.flatMap { Array("\($0)\r\n".utf8) }))
  }

  /// Text as it is, without a line end.
  static func raw(_ side: Side, _ text: String) -> Self {
    Self(side: side, content: .bytes(Array(text.utf8)))
  }

  static func bytes(_ side: Side, _ bytes: [UInt8]) -> Self {
    Self(side: side, content: .bytes(bytes))
  }

  static func gap(_ side: Side, _ count: Int) -> Self { Self(side: side, content: .gap(count)) }
}

extension MailOptions {
  /// Options with some fields set.
  static func with(_ change: (inout MailOptions) -> Void) -> MailOptions {
    var options = MailOptions()
    change(&options)
    return options
  }
}

/// The base64 form of `text`.
func base64(_ text: String) -> String { base64(Array(text.utf8)) }

/// The base64 form of `bytes`.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
