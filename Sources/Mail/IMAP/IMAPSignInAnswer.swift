import Bytes

/// Tells by its words that an answer ends a sign-in, for captures that hold no commands.
enum IMAPSignInAnswer {
  /// How the words begin, and whether it was the LOGIN command.
  private static let beginnings: [(text: String, isLoginCommand: Bool)] = [
    ("AUTHENTICATE", false), ("AUTHENTICATION", false), ("AUTHENTICATED", false),
    ("LOGIN", true), ("LOGGED IN", false),
  ]

  /// Whether the text from `start` on speaks of the LOGIN command; nil when of no sign-in.
  static func isLoginCommand(_ line: Span<UInt8>, from start: Int) -> Bool? {
    let start = start < line.count && line[start] == .space ? start + 1 : start
    for (text, isLoginCommand) in beginnings where line.hasPrefix(ignoringCase: text, at: start) {
      let end = start + text.utf8.count
      if end == line.count || !line[end].isWordCharacter { return isLoginCommand }
    }
    return nil
  }
}
