/// A command whose answer is timed; one byte, as sessions keep many of them.
package enum CommandName: String, Hashable, Sendable {
  // IMAP.
  case capability = "CAPABILITY"
  case noop = "NOOP"
  case logout = "LOGOUT"
  case startTLS = "STARTTLS"
  case id = "ID"
  case enable = "ENABLE"
  case namespace = "NAMESPACE"
  case list = "LIST"
  case lsub = "LSUB"
  case xlist = "XLIST"
  case select = "SELECT"
  case examine = "EXAMINE"
  case status = "STATUS"
  case create = "CREATE"
  case delete = "DELETE"
  case rename = "RENAME"
  case subscribe = "SUBSCRIBE"
  case unsubscribe = "UNSUBSCRIBE"
  case append = "APPEND"
  case check = "CHECK"
  case close = "CLOSE"
  case unselect = "UNSELECT"
  case expunge = "EXPUNGE"
  case search = "SEARCH"
  case sort = "SORT"
  case thread = "THREAD"
  case fetch = "FETCH"
  case store = "STORE"
  case copy = "COPY"
  case move = "MOVE"
  case uidSearch = "UID SEARCH"
  case uidSort = "UID SORT"
  case uidThread = "UID THREAD"
  case uidFetch = "UID FETCH"
  case uidStore = "UID STORE"
  case uidCopy = "UID COPY"
  case uidMove = "UID MOVE"
  case uidExpunge = "UID EXPUNGE"
  case getQuota = "GETQUOTA"
  case getQuotaRoot = "GETQUOTAROOT"
  // SMTP.
  case ehlo = "EHLO"
  case helo = "HELO"
  case lhlo = "LHLO"
  case mail = "MAIL"
  case rcpt = "RCPT"
  case data = "DATA"
  case bdat = "BDAT"
  case reset = "RSET"
  case quit = "QUIT"
  case verify = "VRFY"
  /// The dot that ends a message.
  case message = "."
  /// Any other.
  case other = "?"

  /// A command by the name that a parser gave it.
  init(_ name: String) { self = CommandName(rawValue: name) ?? .other }

  /// Whether the server thinks about it for as long as the client likes, or in several steps.
  static func isUntimed(_ name: String) -> Bool {
    switch name {
    case "IDLE", "AUTHENTICATE", "LOGIN", "AUTH", "NOTIFY", "COMPRESS": true
    default: false
    }
  }
}
