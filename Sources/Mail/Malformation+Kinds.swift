extension Malformation.Kind {
  /// A SASL answer of the client is not base64 (RFC 4648, section 4).
  package static let badBase64 = Self(rawValue: "bad_base64")
  /// A response code's bracket is never closed (RFC 9051, section 7.1).
  package static let badCode = Self(rawValue: "bad_code")
  /// An SMTP line that holds no command word.
  package static let badCommand = Self(rawValue: "bad_command")
  /// What follows COMPRESS is not deflate (RFC 4978).
  package static let badDeflate = Self(rawValue: "bad_deflate")
  /// A brace at a line's end that is no literal's size (RFC 9051, section 4.3).
  package static let badLiteral = Self(rawValue: "bad_literal")
  /// BDAT without a usable size (RFC 3030).
  package static let badNumber = Self(rawValue: "bad_number")
  /// MAIL or RCPT without a path in angle brackets (RFC 5321, section 4.1.2).
  package static let badPath = Self(rawValue: "bad_path")
  /// A server line that is no SMTP reply (RFC 5321, section 4.2).
  package static let badReply = Self(rawValue: "bad_reply")
  /// A server line that is no IMAP response (RFC 9051, section 7).
  package static let badResponse = Self(rawValue: "bad_response")
  /// A command's tag holds characters that no tag may (RFC 9051, section 9).
  package static let badTag = Self(rawValue: "bad_tag")
  /// Bytes that are not UTF-8 although UTF8=ACCEPT is enabled (RFC 9755).
  package static let badUTF8 = Self(rawValue: "bad_utf8")
  /// A CR inside a line.
  package static let bareCR = Self(rawValue: "bare_cr")
  /// A CR without LF inside a message.
  package static let bareCRInData = Self(rawValue: "bare_cr_in_data")
  /// A line that ends in LF alone.
  package static let bareLF = Self(rawValue: "bare_lf")
  /// An LF without CR inside a message.
  package static let bareLFInData = Self(rawValue: "bare_lf_in_data")
  /// A password in the clear after STARTTLS was refused.
  package static let cleartextAfterSTARTTLSRefused = Self(
    rawValue: "cleartext_after_starttls_refused")
  /// A password that anyone on the way can read.
  package static let cleartextLogin = Self(rawValue: "cleartext_login")
  /// The client spoke before the server greeted.
  package static let clientBeforeGreeting = Self(rawValue: "client_before_greeting")
  /// The lines of one SMTP reply carry different codes.
  package static let codeMismatch = Self(rawValue: "code_mismatch")
  /// An SMTP command line longer than the limit (RFC 5321, section 4.5.3.1.4).
  package static let commandTooLong = Self(rawValue: "command_too_long")
  /// Control characters in a line, a terminal's escape sequences perhaps.
  package static let controlCharacters = Self(rawValue: "control_chars")
  /// The client sent the message without waiting for the 354.
  package static let dataBefore354 = Self(rawValue: "data_before_354")
  /// The client sent a message that the server took for commands.
  package static let dataRefusedButSent = Self(rawValue: "data_refused_but_sent")
  /// Bytes above 127 where only ASCII is allowed.
  package static let eightBit = Self(rawValue: "eight_bit")
  /// An empty IMAP command line.
  package static let emptyLine = Self(rawValue: "empty_line")
  /// Bytes are missing from the capture; `detail` says how many.
  package static let gapInLine = Self(rawValue: "gap_in_line")
  /// Something other than DONE ended IDLE (RFC 2177).
  package static let idleNotDone = Self(rawValue: "idle_not_done")
  /// A deflate stream that grows out of proportion; the side is given up.
  package static let inflateBomb = Self(rawValue: "inflate_bomb")
  /// A line beyond the parser's limit; it is skipped.
  package static let lineTooLong = Self(rawValue: "line_too_long")
  /// A message line longer than 1,000 bytes (RFC 5321, section 4.5.3.1.6).
  package static let longLine = Self(rawValue: "long_line")
  /// Parentheses nested deeper than the limit.
  package static let nestingLimit = Self(rawValue: "nesting_limit")
  /// An IMAP line that holds a tag and nothing else.
  package static let noCommand = Self(rawValue: "no_command")
  /// The server's first line is no greeting.
  package static let noGreeting = Self(rawValue: "no_greeting")
  /// A non-synchronising literal too large for LITERAL- (RFC 7888, section 5).
  package static let nonsyncLiteralOver4096 = Self(rawValue: "nonsync_literal_over_4096")
  /// HTTP or SSH on an IMAP connection.
  package static let notIMAP = Self(rawValue: "not_imap")
  /// HTTP on an SMTP connection.
  package static let notSMTP = Self(rawValue: "not_smtp")
  /// A NUL byte in a line or message.
  package static let nulByte = Self(rawValue: "nul_byte")
  /// A number that needs more than 32 bits.
  package static let numberOver32Bit = Self(rawValue: "number_over_32bit")
  /// A number that needs more than 63 bits; it is not used.
  package static let numberOverflow = Self(rawValue: "number_overflow")
  /// A lone dot with line ends other than CRLF; `detail` names them.
  package static let oddEndOfData = Self(rawValue: "odd_eod")
  /// STARTTLS refused on a connection that began with PREAUTH.
  package static let preauthBlocksSTARTTLS = Self(rawValue: "preauth_blocks_starttls")
  /// A quoted string that the line's end cuts off.
  package static let quotedUnterminated = Self(rawValue: "quoted_unterminated")
  /// The same as `oddEndOfData`, and a command follows: SMTP smuggling.
  package static let smugglingEndOfData = Self(rawValue: "smuggling_eod")
  /// `MAIL FROM: <…>`: a space that the grammar has not.
  package static let spaceAfterColon = Self(rawValue: "space_after_colon")
  /// A command sent behind STARTTLS, before TLS began.
  package static let starttlsInjectedCommand = Self(rawValue: "starttls_injection_cmd")
  /// The server sent plain text behind its consent to STARTTLS.
  package static let starttlsInjectedResponse = Self(rawValue: "starttls_injection_resp")
  /// The client went on in plain text after STARTTLS was agreed.
  package static let starttlsWithoutTLS = Self(rawValue: "starttls_no_tls")
  /// A tag whose command is still unanswered.
  package static let tagReuse = Self(rawValue: "tag_reuse")
  /// A command that no specification knows.
  package static let unknownCommand = Self(rawValue: "unknown_command")
  /// An answer to a tag that is not in use.
  package static let unknownTag = Self(rawValue: "unknown_tag")
  /// An SMTP reply that answers nothing.
  package static let unsolicitedReply = Self(rawValue: "unsolicited_reply")
}
