import Bytes

/// What a command is to the parser.
enum IMAPVerb: Sendable {
  case login
  case authenticate
  case idle
  case startTLS
  case compress
  case uid
  /// Another command of a specification, whose arguments may be shown.
  case open
  /// Another command of a specification, whose arguments may hold words of a message or tokens.
  case discreet
  /// Begins with X: not of a specification, and not a mistake either.
  case experimental
  case unknown
}

extension IMAPVerb {
  /// Whether a specification knows it.
  var isKnown: Bool { self != .unknown && self != .experimental }

  /// A command by its name: the form in which it is reported, and what it is.
  struct Named: Sendable {
    var name: String
    var verb: IMAPVerb
  }

  private static let openNames = """
    CAPABILITY NOOP LOGOUT SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST LSUB \
    STATUS CHECK CLOSE EXPUNGE FETCH STORE COPY ENABLE NAMESPACE UNSELECT MOVE GETQUOTA \
    GETQUOTAROOT SETQUOTA SETACL GETACL LISTRIGHTS MYRIGHTS CANCELUPDATE DELETEACL XLIST
    """
  private static let discreetNames = """
    APPEND SEARCH SORT THREAD ID GETMETADATA SETMETADATA NOTIFY REPLACE URLFETCH GENURLAUTH RESETKEY
    """
  private static let special: [(String, IMAPVerb)] = [
    ("LOGIN", .login), ("AUTHENTICATE", .authenticate), ("IDLE", .idle), ("STARTTLS", .startTLS),
    ("COMPRESS", .compress), ("UID", .uid),
  ]

  private static let all: [(String, IMAPVerb)] =
    special + openNames.split(separator: " ").map { (String($0), .open) }
    + discreetNames.split(separator: " ").map { (String($0), .discreet) }

  /// The commands of the specifications (RFC 9051, RFC 3501 and their extensions).
  static let commands = Vocabulary<Named>(
    all.map { ($0, Named(name: $0, verb: $1)) })

  /// The same behind `UID `.
  static let uidCommands = Vocabulary<Named>(
    all.map { ($0, Named(name: "UID \($0)", verb: $1 == .discreet ? .discreet : .uid)) })
}
