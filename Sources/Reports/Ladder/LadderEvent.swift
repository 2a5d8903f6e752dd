import Bytes

/// A rung of a ladder: something that a client or the server said or did.
struct LadderEvent: Sendable {
  enum Kind: Sendable {
    case connect
    /// The end of SYNs that nobody answered.
    case silence
    /// The answer to a SYN: nothing listens.
    case reset
    case greeting
    /// A sign-in's request or answer, by its place in the session.
    case request(Int)
    case answer(Int)
    /// A refusal outside sign-in, by its place in the session.
    case refusal(Int)
    case end
  }

  /// How it is to be read, beside its words.
  enum Tone: Sendable {
    case plain
    case good
    case bad
    /// Nothing came, or the capture lacks it.
    case missing
  }

  var kind: Kind
  /// The session's place in the ladder.
  var session: Int
  /// The agent's place in the ladder.
  var agent: Int
  var stamp: Stamp
  /// Connections of the account that the server holds open, once this has happened.
  var open = 0
}
