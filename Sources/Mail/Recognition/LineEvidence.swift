import Bytes

/// What one line tells about the protocol of its connection.
enum LineEvidence: Equatable {
  case imap
  case smtp
  /// HTTP or SSH: on a mail port an incident, elsewhere of no interest.
  case intruder
  /// Another line protocol: FTP, POP3, NNTP.
  case other
  /// SMTP or a protocol with the same numbered replies, FTP above all.
  case numbered
  /// Nothing.
  case none
}

extension LineEvidence {
  private enum Meaning {
    case smtp
    case other
  }

  /// First words of client lines that only one protocol has.
  private static let clientWords = Vocabulary<Meaning>(
    ["EHLO", "HELO", "LHLO", "MAIL", "RCPT", "BDAT", "DATA", "STARTTLS", "XCLIENT"].map {
      ($0, .smtp)
    }
      + [
        "USER", "PASS", "APOP", "CAPA", "STAT", "RETR", "UIDL", "STLS", "SYST", "PASV", "EPSV",
        "PORT", "EPRT", "FEAT", "TYPE", "CWD", "GROUP", "ARTICLE", "MODE", "POST",
      ].map { ($0, .other) })

  /// Extensions that servers announce behind EHLO.
  private static let extensions = Vocabulary(
    words: """
      PIPELINING SIZE 8BITMIME AUTH STARTTLS CHUNKING DSN VRFY ETRN SMTPUTF8 BINARYMIME HELP
      """)

  /// Reads a line of the client, its end left out.
  init(client line: Span<UInt8>) {
    if OtherProtocol.isHTTPRequest(line) || OtherProtocol.isSSHBanner(line) {
      self = .intruder
      return
    }
    let end = line.wordEnd(from: 0)
    switch Self.clientWords[line, 0..<end] {
    case .smtp where Self.isCommand(line, end): self = .smtp
    case .other: self = .other
    default:
      // `AUTH LOGIN` looks like the LOGIN command under a tag of AUTH.
      let isAuth = line.hasPrefix(ignoringCase: "AUTH ")
      self = !isAuth && IMAPCommandLine(line).isPlausible ? .imap : .none
    }
  }

  /// Whether a line that begins with an SMTP command's word goes on as that command does.
  private static func isCommand(_ line: Span<UInt8>, _ end: Int) -> Bool {
    switch SMTPVerb.all[line, 0..<end] {
    case .mail: line.hasPrefix(ignoringCase: "MAIL FROM:")
    case .rcpt: line.hasPrefix(ignoringCase: "RCPT TO:")
    case .data, .startTLS: end == line.count
    case .bdat, .xclient: end + 1 < line.count
    default: true
    }
  }

  /// Reads a line of the server, its end left out.
  init(server line: Span<UInt8>) {
    if line.hasPrefix("SSH-") || line.hasPrefix("HTTP/1.") {
      self = .intruder
    } else if line.hasPrefix("* ") {
      self = Self.isUntagged(line) ? .imap : .none
    } else if line.hasPrefix("+OK") || line.hasPrefix("-ERR") {
      self = .other
    } else if let reply = SMTPReplyLine(line) {
      self = Self.reply(reply, line.dropping(reply.textStart))
    } else {
      self = Self.isTagged(line) ? .imap : .none
    }
  }

  /// Whether a `* …` line is a response whose name a specification knows, in upper case.
  private static func isUntagged(_ line: Span<UInt8>) -> Bool {
    guard let parts = IMAPUntaggedLine(line),
      let name = IMAPResponseName.all[line, parts.name]?.name,
      line.hasPrefix(name, at: parts.name.lowerBound)
    else { return false }
    let isEnd = parts.name.upperBound == line.count || line[parts.name.upperBound] == .space
    return isEnd && name != "NO" && name != "COPY" && name != "STORE"
  }

  private static func isTagged(_ line: Span<UInt8>) -> Bool {
    let end = line.wordEnd(from: 0)
    guard IMAPTag.isUnmistakable(line.extracting(0..<end)), end < line.count else { return false }
    return ["OK", "NO", "BAD"].contains { word in
      line.hasPrefix(word, at: end + 1)
        && (line.count == end + 1 + word.utf8.count || line[end + 1 + word.utf8.count] == .space)
    }
  }

  private static func reply(_ reply: SMTPReplyLine, _ text: Span<UInt8>) -> LineEvidence {
    if text.contains(ignoringCase: "SMTP") { return .smtp }
    if text.contains(ignoringCase: "FTP") || text.contains(ignoringCase: "NNTP") { return .other }
    if hasEnhancedCode(text) { return .smtp }
    if reply.code == 250, extensions[text, 0..<text.wordEnd(from: 0)] != nil { return .smtp }
    return reply.code == 354 || reply.code == 334 ? .smtp : .numbered
  }

  /// Whether `text` begins with `class.subject.detail` (RFC 3463).
  private static func hasEnhancedCode(_ text: Span<UInt8>) -> Bool {
    var offset = 0
    for part in 0..<3 {
      let end = DecimalNumber.end(text, from: offset)
      guard (1...3).contains(end - offset) else { return false }
      if part == 2 { return end == text.count || text[end] == .space }
      guard end < text.count, text[end] == UInt8(ascii: ".") else { return false }
      offset = end + 1
    }
    return false
  }
}
