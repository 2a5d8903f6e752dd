import Bytes

/// A command that is being read.
struct OpenCommand {
  var key: TagKey
  /// As it is reported.
  var tag: WireText
  var name: String
  var verb: IMAPVerb
  /// As they are reported.
  var literals: [Int] = []
  var missing = 0
  /// AUTHENTICATE's mechanism, as it is reported.
  var mechanism: String?
  var method = SASLMechanism.unknown
  /// AUTHENTICATE's initial response (RFC 4959), as it stands on the wire.
  var initialResponse: [UInt8]?
  var login: LoginArguments?
  /// Continuations that the server sent for its literals.
  var continuations = 0

  init(key: TagKey, tag: WireText, name: String, verb: IMAPVerb) {
    self.key = key
    self.tag = tag
    self.name = name
    self.verb = verb
    if verb == .login { login = LoginArguments() }
  }

  func event(isCut: Bool = false, isLiteralRefused: Bool = false) -> IMAPCommand {
    IMAPCommand(
      tag: tag, name: name, literals: literals, missing: missing, isCut: isCut,
      literalRefused: isLiteralRefused, carriesSecret: verb == .login || initialResponse != nil,
      mechanism: mechanism)
  }

  /// The sign-in that this command begins.
  var signIn: SignIn? {
    switch verb {
    case .login:
      guard let login else { return nil }
      var signIn = SignIn(tag: key, login: login)
      signIn.continuations = continuations
      return signIn
    case .authenticate:
      return SignIn(tag: key, mechanism: mechanism ?? "?", method: method)
    default:
      return nil
    }
  }
}

/// A response that a literal interrupts.
struct OpenResponse {
  /// Its first line.
  var head: [UInt8]
  var literals: [Int] = []
  var missing = 0
}
