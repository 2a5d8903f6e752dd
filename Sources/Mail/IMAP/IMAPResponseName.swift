import Bytes

/// The words that begin an untagged response.
enum IMAPResponseName {
  /// OK, NO, BAD, BYE, PREAUTH.
  static let statuses = Vocabulary<IMAPStatus>([
    ("OK", .ok), ("NO", .no), ("BAD", .bad), ("BYE", .bye), ("PREAUTH", .preauth),
  ])

  /// Those whose data may be shown.
  static let open = Vocabulary(
    words: """
      CAPABILITY ENABLED LIST LSUB XLIST STATUS SEARCH SORT THREAD ESEARCH FLAGS EXISTS RECENT \
      EXPUNGE NAMESPACE QUOTA QUOTAROOT ACL LISTRIGHTS MYRIGHTS VANISHED LANGUAGE COMPARATOR
      """)

  /// Those that may hold words of a message, tokens or annotations.
  static let discreet = Vocabulary(
    words: "FETCH STORE COPY ID METADATA ANNOTATION URLFETCH GENURLAUTH CONVERSION")

  /// The form in which a specification writes the word in `range`.
  static func known(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard let word = PackedWord(bytes, range) else { return nil }
    return open[word] ?? discreet[word] ?? statuses[word]?.rawValue
  }

  /// Whether `byte` may stand in a response's name.
  static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "-")
  }
}

/// A status word at the right place of a line, and the text behind it.
struct IMAPStatusWord {
  var status: IMAPStatus
  /// Where the text begins, behind the status and its space.
  var textStart: Int

  /// Nil when the word at `start` is no status, or something other than a space follows it.
  init?(_ line: Span<UInt8>, at start: Int) {
    let end = line.wordEnd(from: start)
    guard let status = IMAPResponseName.statuses[line, start..<end] else { return nil }
    self.status = status
    textStart = Swift.min(end + 1, line.count)
  }
}
