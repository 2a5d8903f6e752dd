package import Bytes

/// Decides by its content which protocol a connection speaks.
///
/// It is given all bytes of both sides until it has decided, and holds those of the calls that
/// left it undecided: at most 512 a side, which `replay` then hands to the parser. What decides is
/// the first lines of either side; a port is only a hint.
package struct ProtocolRecognizer {
  /// What the port suggests.
  package enum Hint: Sendable {
    case none
    case imap
    case smtp
  }

  package enum Verdict: Equatable, Sendable {
    /// More bytes are needed; those given are held.
    case undecided
    case imap
    case smtp
    /// TLS from the first byte seen.
    case tls
    case notMail
  }

  /// Bytes of a side within which it decides.
  package static let byteLimit = 512
  /// Lines of a side within which it decides.
  package static let lineLimit = 3

  private struct Held {
    var side: Side
    var bytes: [UInt8]
  }

  private let hint: Hint
  private var held: [Held] = []
  /// What a side has said, as far as it is held.
  private var text = PerSide<[UInt8]>(both: [])
  private var hasNumberedReply = false

  package init(hint: Hint = .none) { self.hint = hint }

  /// Takes in bytes; unless the answer is `undecided`, they are the caller's to hand on, after
  /// those that are held.
  package mutating func receive(_ bytes: Span<UInt8>, from side: Side) -> Verdict {
    var verdict = Verdict.undecided
    if text[side].isEmpty {
      verdict = judge(bytes, side)
    } else {
      var joined = text[side]
      joined.append(bytes.extracting(0..<Swift.min(bytes.count, Self.byteLimit)))
      verdict = judge(joined.span, side)
    }
    guard verdict == .undecided else { return verdict }
    guard text[side].count + bytes.count < Self.byteLimit else { return settle() }
    text[side].append(bytes)
    held.append(Held(side: side, bytes: bytes.copy()))
    return .undecided
  }

  /// Takes note of missing bytes: what follows them may not begin a line, so the hint decides, or
  /// what was seen so far.
  ///
  /// Without either it stays undecided, and looks at what follows all the same.
  package func gap(from side: Side) -> Verdict {
    hint == .none && held.isEmpty ? .undecided : settle()
  }

  /// The verdict when the connection ends undecided.
  package func finish() -> Verdict { settle() }

  /// Hands out what is held, in its order; the number counts the calls of `receive` from 0.
  package func replay(_ body: (Int, Side, Span<UInt8>) -> Void) {
    for (number, held) in held.enumerated() { body(number, held.side, held.bytes.span) }
  }

  /// The verdict where nothing is beyond doubt.
  private func settle() -> Verdict {
    switch hint {
    case .imap: .imap
    case .smtp: .smtp
    case .none: hasNumberedReply ? .smtp : .notMail
    }
  }

  /// Looks at all that a side has said.
  private mutating func judge(_ text: Span<UInt8>, _ side: Side) -> Verdict {
    guard let first = text.indices.first.map({ text[$0] }) else { return .undecided }
    if TLSRecordReader.mayBegin(with: first) { return judgeRecord(text) }
    var start = 0
    for _ in 0..<Self.lineLimit {
      guard let end = text.firstOffset(of: .lineFeed, from: start) else { return .undecided }
      let hasReturn = end > start && text[end - 1] == .carriageReturn
      let line = text.extracting(start..<(hasReturn ? end - 1 : end))
      let verdict = judge(line: line, side)
      if verdict != .undecided { return verdict }
      start = end + 1
    }
    // Three lines that tell nothing; of FTP and SMTP the client may still tell one.
    return hasNumberedReply ? .undecided : settle()
  }

  /// A TLS record's first three bytes: its type, 3, the minor version.
  private func judgeRecord(_ text: Span<UInt8>) -> Verdict {
    guard text.count >= 3 else {
      return text.count == 2 && text[1] != TLSRecordReader.majorVersion ? settle() : .undecided
    }
    return text[1] == TLSRecordReader.majorVersion && text[2] <= 4 ? .tls : settle()
  }

  private mutating func judge(line: Span<UInt8>, _ side: Side) -> Verdict {
    let evidence =
      side.isClient ? LineEvidence(client: line) : LineEvidence(server: line)
    switch evidence {
    case .imap: return .imap
    case .smtp: return .smtp
    case .other: return .notMail
    case .intruder: return settle()
    case .numbered:
      hasNumberedReply = true
      return hint == .smtp ? .smtp : .undecided
    case .none: return .undecided
    }
  }
}
