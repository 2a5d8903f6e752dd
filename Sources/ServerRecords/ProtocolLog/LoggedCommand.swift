/// A command as a log has it, with nothing in it that could be a secret.
///
/// Exchange masks passwords, but a broken or foreign log may not: a word that is no known command
/// may be a password or token, so it is dropped; of a sign-in's parameters only the user's name or
/// the mechanism stays, of others nothing.
package struct LoggedCommand: Hashable, Sendable {
  /// In capitals; empty for a word that is no known command.
  package var name: String
  /// LOGIN's user or AUTHENTICATE's mechanism.
  package var parameter: String

  package static let none = LoggedCommand(name: "", parameter: "")

  package init(name: String, parameter: String) {
    self.name = name
    self.parameter = parameter
  }

  init(_ word: ArraySlice<UInt8>, parameters: ArraySlice<UInt8>) {
    let name = word.prefix(32).text(limit: 32).uppercased()
    guard Self.known.contains(name) else {
      self = .none
      return
    }
    self.name = name
    parameter = ""
    let trimmed = parameters.trimmed
    let first = trimmed.prefix { $0 > 0x20 }
    if name == "LOGIN", first.count < trimmed.count, !first.starts(with: [UInt8(ascii: "*")]) {
      parameter = first.text(limit: 256)
    } else if name == "AUTHENTICATE" {
      let mechanism = first.text(limit: 32).uppercased()
      parameter = Self.mechanisms.contains(mechanism) ? mechanism : ""
    }
  }

  /// Whether its end decides whether somebody is signed in.
  package var isSignIn: Bool { name == "LOGIN" || name == "AUTHENTICATE" }
  /// Whether it stands for the connection's begin.
  package var opensSession: Bool { name == "OPENSESSION" }

  /// IMAP's commands (RFC 9051 and the extensions that Exchange knows), and the log's own two.
  private static let known: Set<String> = [
    "OPENSESSION", "CLOSESESSION", "CAPABILITY", "NOOP", "LOGOUT", "STARTTLS", "AUTHENTICATE",
    "LOGIN", "ID", "ENABLE", "SELECT", "EXAMINE", "CREATE", "DELETE", "RENAME", "SUBSCRIBE",
    "UNSUBSCRIBE", "LIST", "LSUB", "XLIST", "NAMESPACE", "STATUS", "APPEND", "IDLE", "CHECK",
    "CLOSE", "UNSELECT", "EXPUNGE", "SEARCH", "FETCH", "STORE", "COPY", "MOVE", "UID", "XPROXY",
    "XPROXY3",
  ]

  private static let mechanisms: Set<String> = [
    "PLAIN", "LOGIN", "NTLM", "GSSAPI", "XOAUTH2", "OAUTHBEARER", "CRAM-MD5", "DIGEST-MD5",
    "EXTERNAL", "ANONYMOUS", "SCRAM-SHA-1", "SCRAM-SHA-256",
  ]
}
