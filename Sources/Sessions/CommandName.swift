/// A command whose answer is timed; one byte, as sessions keep many of them.
package enum CommandName: String, Codable, Hashable, Sendable, CaseIterable {
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

  /// Commands that take as long as the client likes, or several steps: their answers are not timed.
  private static let untimed = ["IDLE", "AUTHENTICATE", "LOGIN", "AUTH", "NOTIFY", "COMPRESS"]

  private static let byName: [String: CommandName?] = {
    var names = Dictionary(
      uniqueKeysWithValues: allCases.map { ($0.rawValue, CommandName?.some($0)) })
    for name in untimed { names[name] = .some(nil) }
    return names
  }()

  /// A command by the name that a parser gave it; nil where its answer is not to be timed.
  static func timed(_ name: String) -> CommandName? { byName[name] ?? .other }
}
