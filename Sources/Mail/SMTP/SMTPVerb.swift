import Bytes

/// An SMTP command word.
enum SMTPVerb: String, Sendable, CaseIterable {
  case ehlo = "EHLO"
  case helo = "HELO"
  case lhlo = "LHLO"
  case mail = "MAIL"
  case rcpt = "RCPT"
  case data = "DATA"
  case bdat = "BDAT"
  case rset = "RSET"
  case noop = "NOOP"
  case quit = "QUIT"
  case vrfy = "VRFY"
  case expn = "EXPN"
  case help = "HELP"
  case startTLS = "STARTTLS"
  case auth = "AUTH"
  case burl = "BURL"
  case xclient = "XCLIENT"
  case etrn = "ETRN"
  case turn = "TURN"
  case xforward = "XFORWARD"

  /// The commands of the specifications (RFC 5321 and its extensions) and Postfix's two.
  static let all = Vocabulary<SMTPVerb>(allCases.map { ($0.rawValue, $0) })
}
