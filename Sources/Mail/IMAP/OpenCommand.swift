import Bytes

/// A command that is being read.
struct OpenCommand {
  var key: TagKey
  /// As it is reported.
  var tag: WireText
  var name: String
  var verb: IMAPVerb
  /// Bytes of its lines so far, their ends counted as two.
  var lineBytes = 0
  /// As they are reported.
  var literals: [Int] = []
  var missing = 0
  /// Continuations that the server sent for its literals.
  var continuations = 0
  /// Only of LOGIN and AUTHENTICATE.
  var credentials: Credentials?

  init(key: TagKey, tag: WireText, name: String, verb: IMAPVerb) {
    self.key = key
    self.tag = tag
    self.name = name
    self.verb = verb
  }

  func event(isCut: Bool = false, isLiteralRefused: Bool = false) -> IMAPCommand {
    IMAPCommand(
      tag: tag, name: name, lineBytes: lineBytes, literals: literals, missing: missing,
      isCut: isCut, literalRefused: isLiteralRefused,
      carriesSecret: credentials?.areSecret ?? false, mechanism: credentials?.mechanism)
  }

  /// The sign-in that this command begins.
  var signIn: SignIn? { credentials?.signIn(key, continuations: continuations) }
}

/// A response that a literal interrupts.
struct OpenResponse {
  /// Its first line.
  var head: [UInt8]
  var literals: [Int] = []
  var missing = 0
}
