import Bytes

/// What LOGIN or AUTHENTICATE brings along; kept apart, as no other command has any.
indirect enum Credentials {
  case login(LoginArguments)
  /// A mechanism as it is reported (nil where the word is missing), how its messages are read, and
  /// the initial response (RFC 4959) as it stands on the wire.
  case sasl(name: String?, method: SASLMechanism, initial: [UInt8]?)

  var areSecret: Bool {
    switch self {
    case .login: true
    case .sasl(_, _, let initial): initial != nil
    }
  }

  /// AUTHENTICATE's mechanism, as it is reported.
  var mechanism: String? {
    switch self {
    case .login: nil
    case .sasl(let name, _, _): name
    }
  }

  /// Whether anyone on the way can read the password.
  var areCleartext: Bool {
    switch self {
    case .login: true
    case .sasl(_, let method, _): method == .plain || method == .login
    }
  }

  var password: [UInt8]? {
    switch self {
    case .login(let arguments): arguments.password
    case .sasl: nil
    }
  }

  var initialResponse: [UInt8]? {
    switch self {
    case .login: nil
    case .sasl(_, _, let initial): initial
    }
  }

  /// The sign-in that these begin, under the command's tag.
  func signIn(_ tag: TagKey, continuations: Int) -> SignIn {
    switch self {
    case .login(let arguments):
      var signIn = SignIn(tag: tag, login: arguments)
      signIn.continuations = continuations
      return signIn
    case .sasl(let name, let method, _):
      return SignIn(tag: tag, mechanism: name ?? "?", method: method)
    }
  }

  /// Changes LOGIN's arguments; others have none.
  mutating func updateLogin(_ change: (inout LoginArguments) -> Void) {
    guard case .login(var arguments) = self else { return }
    // So that the arguments are not shared while they change.
    self = .sasl(name: nil, method: .unknown, initial: nil)
    change(&arguments)
    self = .login(arguments)
  }
}
