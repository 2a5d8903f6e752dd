package import Bytes

/// What a mail parser reports, in the order in which it becomes certain.
///
/// Passwords, tokens, challenges, NTLM responses and message bytes are in none of them.
package enum MailEvent: Sendable {
  /// The server's first line: IMAP `* OK|PREAUTH|BYE …`, SMTP `220 …`.
  case greeting(Greeting)
  /// What the server says it can do, from a CAPABILITY response or code, or an EHLO reply.
  ///
  /// Upper-cased, at most 256 of at most 128 bytes each: IMAP's words (`AUTH=NTLM`), SMTP's lines
  /// (`AUTH NTLM LOGIN`). Comes right behind the event of the line that holds it.
  case capabilities([String])
  case imapCommand(IMAPCommand)
  case smtpCommand(SMTPCommand)
  /// IMAP: the answer that ends the command with this tag.
  case tagged(IMAPTagged)
  /// IMAP: any `* …` line that is not the greeting.
  case untagged(IMAPUntagged)
  /// IMAP: the capture ended inside an untagged response; sizes of the literals seen so far.
  case untaggedCut(literals: [Int])
  /// IMAP: a line that begins with `+`.
  case continuation
  /// IMAP: DONE, which ends IDLE.
  case done
  /// SMTP: a whole reply.
  case reply(SMTPReply)
  /// SMTP: the capture ended inside a multi-line reply.
  case replyCut(code: Int)
  /// SMTP: a message's end, counted after dot-unstuffing.
  case message(SMTPMessage)
  /// SMTP: one BDAT chunk (RFC 3030).
  case chunk(count: Int, isLast: Bool)
  /// SMTP: the capture ended inside a BDAT chunk.
  case chunkCut(count: Int, received: Int)
  /// The client's answer in a SASL dialogue; only its length on the wire and its kind.
  case saslResponse(count: Int, kind: SASLMessageKind?)
  /// The client's `*` in a SASL dialogue.
  case saslCancelled
  /// An authentication that has its result, or never got one.
  ///
  /// Comes right behind the event of the server's answer, or at the end.
  case authentication(Authentication)
  /// The first TLS record of a side, where TLS is legal; `isImplicit` when from the first byte.
  case tls(Side, isImplicit: Bool)
  /// A TLS handshake message that was sent in the clear; at most 64 of these two a side.
  case tlsHandshake(Side, TLSHandshakeType)
  /// A TLS alert that was sent in the clear.
  case tlsAlert(Side, TLSAlert)
  /// A side's first encrypted TLS record that is more than an alert; once a side.
  ///
  /// In TLS 1.3 that may still be of the handshake; from the client it means that it went on with
  /// what the server had sent.
  case tlsData(Side)
  /// Something malformed or suspicious; once for a side and a kind.
  case malformed(Malformation)
  /// A whole line as it may be shown: secrets and message text replaced. Only on request.
  ///
  /// Comes before the events of that line.
  case line(Side, WireText)
  /// What may stand in the stream in the place of these bytes of a side, which end behind so many
  /// bytes of it, gaps counted. Only on request.
  ///
  /// As many bytes as were on the wire; those of which no event tells may hold anything.
  case harmless(Side, end: Int, [UInt8])
}

/// The status word of an IMAP response (RFC 9051, section 7.1).
package enum IMAPStatus: String, Codable, Sendable {
  case ok = "OK"
  case no = "NO"
  case bad = "BAD"
  case bye = "BYE"
  case preauth = "PREAUTH"
}

/// The first thing a server says.
package struct Greeting: Sendable {
  /// IMAP's status; nil for SMTP.
  package var status: IMAPStatus?
  /// SMTP's reply code; nil for IMAP.
  package var code: Int?
  /// IMAP's response code without its brackets (`CAPABILITY IMAP4rev1`).
  package var responseCode: WireText?
  /// Lines of an SMTP banner; 1 for IMAP.
  package var lineCount: Int
  /// What the line says.
  ///
  /// IMAP: all after `* `, so it begins with OK, PREAUTH or BYE. SMTP: the first line after the
  /// code and its separator. At most 1,024 bytes.
  package var text: WireText
}

/// A client's IMAP command, when it is complete or given up.
package struct IMAPCommand: Sendable {
  /// As the client chose it; `<tag>` where it may be something else that was typed in its place.
  package var tag: WireText
  /// Upper case, `UID` joined to what follows it (`UID FETCH`); `?` for a word that no
  /// specification knows.
  package var name: String
  /// Bytes of its lines, their ends counted as two; its literals are not counted.
  package var lineBytes: Int
  /// The sizes of its literals, as announced; at most 4,096.
  package var literals: [Int]
  /// Bytes of literals that fell into gaps of the capture.
  package var missing: Int
  /// The capture ended inside the command.
  package var isCut: Bool
  /// A tagged answer came while a synchronising literal was awaited: the literal was never sent.
  package var literalRefused: Bool
  /// Whether its arguments carry credentials (which are not here).
  package var carriesSecret: Bool
  /// AUTHENTICATE's mechanism, upper case; `?` where the word cannot be one.
  package var mechanism: String?
}

/// A client's SMTP command line.
package struct SMTPCommand: Sendable {
  /// Upper case; `?` when the line holds no command that a specification knows.
  package var name: String
  /// MAIL's or RCPT's path without angle brackets; nil when it could not be read.
  package var address: WireText?
  package var carriesSecret: Bool
  /// AUTH's mechanism, upper case; `?` where the word cannot be one.
  package var mechanism: String?
}

/// A tagged IMAP response.
package struct IMAPTagged: Sendable {
  /// The tag, in the form in which `IMAPCommand.tag` gave it.
  package var tag: WireText
  package var status: IMAPStatus
  package var code: WireText?
  /// What follows the status, response code included, secrets of this connection masked; at most
  /// 1,024 bytes.
  package var text: WireText
  /// The name of the command it answers; nil when the tag was not in use.
  package var command: String?
}

/// An untagged IMAP response.
package struct IMAPUntagged: Sendable {
  /// Upper case (`EXISTS`, `FETCH`, `OK`, `BYE`); `?` for a word that no specification knows.
  package var name: String
  package var number: Int?
  package var literals: [Int]
  package var missing: Int
  package var code: WireText?
  /// The text after the status, at most 1,024 bytes; only for OK, NO, BAD and BYE, and what follows
  /// the name ID (RFC 2971).
  package var text: WireText?
}

/// What an SMTP reply answers.
package enum SMTPReplyTarget: Hashable, Sendable {
  case command(String)
  /// A client line of a SASL dialogue.
  case saslResponse
  /// The end of a message.
  case message
}

/// An SMTP reply, all lines of it (RFC 5321, section 4.2).
package struct SMTPReply: Sendable {
  /// The code of its last line.
  package var code: Int
  package var lineCount: Int
  package var answers: SMTPReplyTarget?
  /// The last line after the code and its separator, enhanced code included, secrets masked.
  ///
  /// At most 1,024 bytes. A challenge (334) is replaced by its length.
  package var text: WireText
}

/// An SMTP message that went by.
package struct SMTPMessage: Sendable {
  package enum End: String, Sendable {
    case dot
    case bdat
    /// The capture ended inside it.
    case cut
  }

  /// Bytes after dot-unstuffing, the missing ones not counted; for BDAT the sum of the announced
  /// chunk sizes.
  package var count: Int
  /// Bytes that fell into gaps of the capture.
  package var missing: Int
  package var end: End
}

/// What a SASL answer of the client is, where its first bytes tell.
package enum SASLMessageKind: String, Sendable {
  case ntlmNegotiate = "ntlm1"
  case ntlmAuthenticate = "ntlm3"
}

/// One authentication attempt: LOGIN, AUTHENTICATE or AUTH.
package struct Authentication: Sendable {
  package enum Result: Sendable {
    /// Tagged OK, 235.
    case accepted
    /// Tagged NO, or a permanent SMTP refusal (5xx).
    case refused
    /// Tagged BAD, or a temporary SMTP refusal (4xx).
    case error
    /// The client sent `*`, or the connection ended without an answer.
    case abandoned
  }

  /// `LOGIN` for the LOGIN command, else the SASL mechanism, upper case; `unknown` where only the
  /// server's lines were seen and do not tell.
  package var mechanism: String
  package var identity: SASLIdentity?
  package var result: Result
  /// The server's final line, from the IMAP tag or the SMTP code on; nil when there was none.
  package var response: WireText?
  /// Continuations that the server sent before the result.
  package var continuations: Int
  /// The client's command was not seen: this is read from the server's lines alone.
  package var isInferred = false
  /// The same for equal passwords within one run of the program; never to be printed or kept.
  ///
  /// A keyed hash whose key dies with the process. Nil where no password or token was sent as such
  /// (NTLM, CRAM-MD5, SCRAM, GSSAPI), or not all of it was captured.
  package var secretFingerprint: UInt64?
}

/// Who a client says it is, read from a SASL message or a LOGIN command.
package struct SASLIdentity: Hashable, Sendable {
  /// The account as seen on the wire (`CONTOSO\uccxmail`, `uccxmail@contoso.com`).
  ///
  /// Empty where the mechanism hides it (Kerberos) or the client is anonymous.
  package var account: WireText
  /// Whom it wants to act as (PLAIN's authzid, a shared mailbox), where that differs.
  package var authorization: WireText?
  /// NTLM's workstation name.
  package var workstation: WireText?
  /// The Kerberos service that a GSSAPI ticket is for (`imap/cas01.corp.example`).
  package var service: WireText?
  /// The realm of that ticket.
  package var realm: WireText?
}

/// A diagnosis about malformed or suspicious traffic.
package struct Malformation: Hashable, Sendable {
  package var side: Side
  package var kind: Kind
  /// What goes with the kind: the size of a gap, the variant of an end-of-data; else nil.
  package var detail: String?

  /// The vocabulary; each word is a contract with reports and with the users' filters.
  package struct Kind: RawRepresentable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
  }
}
