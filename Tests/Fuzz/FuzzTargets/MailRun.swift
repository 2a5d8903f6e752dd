import Bytes
import Mail

/// What a parser made of a conversation.
struct MailRun {
  private(set) var events: [MailEvent] = []
  private(set) var counters: MailCounters
  private var digest = 0

  /// Runs the parser on a conversation whose bytes come in pieces of 1 to `longest`.
  init(
    _ parts: [MailScript.Part], longest: Int, isIMAP: Bool, options: MailOptions
  ) {
    var events: [MailEvent] = []
    if isIMAP {
      var parser = IMAPParser(options: options)
      for part in parts {
        switch part {
        case .bytes(let side, let bytes):
          Self.cut(bytes, longest) { parser.receive($0, from: side) { events.append($0) } }
        case .gap(let side, let count): parser.gap(count, from: side) { events.append($0) }
        }
      }
      parser.finish { events.append($0) }
      counters = parser.counters
    } else {
      var parser = SMTPParser(options: options)
      for part in parts {
        switch part {
        case .bytes(let side, let bytes):
          Self.cut(bytes, longest) { parser.receive($0, from: side) { events.append($0) } }
        case .gap(let side, let count): parser.gap(count, from: side) { events.append($0) }
        }
      }
      parser.finish { events.append($0) }
      counters = parser.counters
    }
    self.events = events
    var hasher = Hasher()
    for event in events { event.hash(into: &hasher) }
    if !reports(.badDeflate) {
      hasher.combine(counters.bytes.client)
      hasher.combine(counters.bytes.server)
      hasher.combine(counters.drops)
    }
    digest = hasher.finalize()
  }

  /// Lends pieces of bytes; how long each is, depends on the bytes alone.
  private static func cut(_ bytes: [UInt8], _ longest: Int, _ body: (Span<UInt8>) -> Void) {
    var start = 0
    while start < bytes.count {
      let count = longest == .max ? bytes.count : 1 + Int(bytes[start] ^ 0x5a) % longest
      let end = min(bytes.count, start + count)
      body(bytes.span.extracting(start..<end))
      start = end
    }
  }

  private func reports(_ kind: Malformation.Kind) -> Bool {
    events.contains { event in
      if case .malformed(let malformation) = event { malformation.kind == kind } else { false }
    }
  }

  /// Whether every byte went somewhere, on both sides.
  func checkBooks() throws(FuzzFinding) {
    for side in Side.allCases {
      let bytes = counters.bytes[side]
      try require(bytes.delivered + bytes.inflated == bytes.accounted, "\(side): \(bytes)")
    }
  }

  /// Whether another way to cut the same conversation gave the same.
  ///
  /// Whether and where a decompression bomb is broken off depends on how much came at once: nothing
  /// is compared then. Of deflate that breaks off, the bytes that came at once count as compressed.
  func checkSame(as other: MailRun) throws(FuzzFinding) {
    guard digest != other.digest else { return }
    guard !reports(.inflateBomb), !other.reports(.inflateBomb) else { return }
    for (mine, others) in zip(events, other.events) where "\(mine)" != "\(others)" {
      throw FuzzFinding(words: "whole: \(mine)\ncut: \(others)")
    }
    throw FuzzFinding(
      words: "whole: \(events.count) events, \(counters)\n\(events.suffix(2))\n"
        + "cut: \(other.events.count) events, \(other.counters)\n\(other.events.suffix(2))")
  }
}
