/// What sentences count.
package enum Noun: String, Hashable, Sendable, CaseIterable {
  case agent
  case attempt
  case client
  case connection
  case failure
  case frame
  case message
  case place
  case refusedSession = "refused session"
  case segment
  case session
  case sharedConnection = "shared connection"
  case signIn = "sign-in"
  case time

  /// The English word for so many.
  func english(_ count: Int) -> String { count == 1 ? rawValue : rawValue + "s" }
}

/// So many of something, the word in its right form.
package struct Counted: Hashable, Sendable, CustomStringConvertible {
  package var count: Int
  package var noun: Noun

  package init(_ count: Int, _ noun: Noun) {
    self.count = count
    self.noun = noun
  }

  /// "1 client", "2,000 clients".
  package var description: String { "\(count.grouped) \(noun.english(count))" }
}

extension Int {
  /// "once", "twice", "3 times".
  var times: Sentence {
    switch self {
    case 1: "once"
    case 2: "twice"
    default: "\(self) times"
    }
  }

  /// "1 client", "2 clients".
  package func counted(_ noun: Noun) -> Counted { Counted(self, noun) }

  /// The number with commas between its thousands.
  package var grouped: String {
    let digits = Array(String(self))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && digit != "-" && (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
