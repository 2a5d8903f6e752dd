import Bytes

/// A word that begins an untagged response, as a specification has it.
struct IMAPResponseName: Sendable {
  var name: String
  /// Its data may be shown: no words of a message, tokens or annotations.
  var isOpen: Bool
  /// OK, NO, BAD, BYE and PREAUTH, whose data is text.
  var status: IMAPStatus?
}

extension IMAPResponseName {
  private static let statuses: [IMAPStatus] = [.ok, .no, .bad, .bye, .preauth]
  private static let openNames = """
    CAPABILITY ENABLED LIST LSUB XLIST STATUS SEARCH SORT THREAD ESEARCH FLAGS EXISTS RECENT \
    EXPUNGE NAMESPACE QUOTA QUOTAROOT ACL LISTRIGHTS MYRIGHTS VANISHED LANGUAGE COMPARATOR
    """
  private static let discreetNames = """
    FETCH STORE COPY ID METADATA ANNOTATION URLFETCH GENURLAUTH CONVERSION
    """

  /// The words of the specifications (RFC 9051, RFC 3501 and their extensions).
  static let all = Vocabulary<IMAPResponseName>(
    statuses.map { ($0.rawValue, Self(name: $0.rawValue, isOpen: true, status: $0)) }
      + openNames.split(separator: " ").map { (String($0), Self(name: String($0), isOpen: true)) }
      + discreetNames.split(separator: " ").map {
        (String($0), Self(name: String($0), isOpen: false))
      })

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
    guard let status = IMAPResponseName.all[line, start..<end]?.status else { return nil }
    self.status = status
    textStart = Swift.min(end + 1, line.count)
  }
}
