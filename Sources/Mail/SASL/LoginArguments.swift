import Bytes

/// The arguments of a LOGIN command as they come in: atoms, quoted strings, literals
/// (RFC 9051, section 6.2.3).
struct LoginArguments {
  /// The user's name; nil until it was read whole.
  private(set) var user: [UInt8]?
  /// The password, of which so much is kept as is looked for in the server's words.
  private(set) var password: [UInt8]?
  /// The password where nothing of it fell into a gap.
  var wholePassword: [UInt8]? { isPasswordWhole ? password : nil }
  private var isPasswordWhole = true
  /// The literal that is coming in.
  private var literal: [UInt8] = []
  private var isLiteralWhole = true
  /// Arguments that were read whole.
  private(set) var count = 0

  /// Bytes of an argument that are kept.
  private static let limit = MailLimits.name

  /// Reads a line's part of the arguments; the announcement of a literal at its end is none.
  mutating func read(_ text: Span<UInt8>) {
    let size = LiteralSize(endOf: text).flatMap { size in
      DecimalNumber.read(text, size.digits).map { _ in size }
    }
    let text = text.extracting(0..<(size?.start ?? text.count))
    var offset = 0
    while offset < text.count, count < 2 {
      if text[offset] == .space {
        offset += 1
      } else if text[offset] == UInt8(ascii: "\"") {
        add(QuotedString.read(text, &offset))
      } else {
        let end = text.wordEnd(from: offset)
        add(text.extracting(offset..<end).copy())
        offset = end
      }
    }
  }

  /// Takes in bytes of a literal.
  mutating func receive(literal bytes: Span<UInt8>) {
    let room = Self.limit + 1 - literal.count
    if room > 0 { literal.append(bytes.extracting(0..<Swift.min(room, bytes.count))) }
  }

  /// The literal is over; `isWhole` unless some of it fell into a gap.
  mutating func endLiteral(isWhole: Bool) {
    add(literal, isWhole: isWhole)
    literal = []
  }

  private mutating func add(_ argument: [UInt8], isWhole: Bool = true) {
    if count == 0 { user = isWhole ? argument : nil }
    if count == 1 {
      password = argument
      isPasswordWhole = isWhole
    }
    count += 1
  }

  var identity: SASLIdentity? {
    user.map { SASLIdentity(account: WireText($0.span, limit: Self.limit)) }
  }
}
