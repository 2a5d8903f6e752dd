import Bytes
import Mail
import Sessions

/// Whose words the texts of a capture may be; equal texts are looked up once.
struct ServerTexts {
  private struct Key: Hashable {
    var place: Signature.Place
    var code: Int?
    var text: [UInt8]
  }

  private struct Greeting: Hashable {
    var code: Int?
    var text: [UInt8]
  }

  let signatures: SignatureTable
  private var known: [Key: SignatureTable.Speakers] = [:]
  private var greetings: [Greeting: GreetingWords] = [:]
  /// The last of each, as mostly all are the same and comparing is less work than hashing.
  private var lastText: (key: Key, speakers: SignatureTable.Speakers)?
  private var lastGreeting: (code: Int?, text: [UInt8], words: GreetingWords)?

  /// The last list of capabilities, and whose it may be: mostly all are the same.
  private var lastList: (words: [String], families: [ServerFamily]) = ([], [])

  /// Texts that are remembered; servers put dates and addresses in some.
  private static let limit = 4_096

  init(_ signatures: SignatureTable) { self.signatures = signatures }

  /// What a greeting says of the server's software.
  mutating func words(of greeting: GreetingFact) -> GreetingWords {
    if let last = lastGreeting, last.code == greeting.code, last.text == greeting.text.bytes {
      return last.words
    }
    let key = Greeting(code: greeting.code, text: greeting.text.bytes)
    let found = greetings[key] ?? GreetingWords(greeting, signatures)
    lastGreeting = (key.code, key.text, found)
    if greetings.count < Self.limit { greetings[key] = found }
    return found
  }

  /// The families that a list of capabilities names.
  mutating func families(of capabilities: [String]) -> [ServerFamily] {
    if capabilities != lastList.words {
      lastList = (capabilities, Capabilities.families(capabilities))
    }
    return lastList.families
  }

  mutating func speakers(
    of text: ArraySlice<UInt8>, at place: Signature.Place, code: Int? = nil
  ) -> SignatureTable.Speakers {
    if let last = lastText, last.key.place == place, last.key.code == code,
      last.key.text[...] == text
    {
      return last.speakers
    }
    let key = Key(place: place, code: code, text: Array(text))
    let found = known[key] ?? signatures.speakers(of: text, at: place, code: code)
    lastText = (key, found)
    if known.count < Self.limit { known[key] = found }
    return found
  }

  /// Whose words the final line of a sign-in may be.
  mutating func speakers(of fact: AuthenticationFact) -> SignatureTable.Speakers {
    guard let line = fact.response, let answer = SignInAnswer(line) else {
      return SignatureTable.Speakers()
    }
    return speakers(of: answer.text, at: answer.place, code: answer.code)
  }

  mutating func speakers(of refusal: RefusalFact) -> SignatureTable.Speakers {
    let text = refusal.text.bytes[...]
    return switch refusal.place {
    case .tagged(.no, _): speakers(of: text, at: .taggedNO)
    case .tagged(_, _): speakers(of: text, at: .taggedBAD)
    case .bye: speakers(of: text, at: .untaggedBYE)
    case .reply(let code, _): speakers(of: text, at: .smtpReply, code: code)
    }
  }
}

/// The final line of a sign-in, taken apart: `A1 NO …`, `A1 BAD …` or `535 …`.
struct SignInAnswer {
  var place: Signature.Place
  /// SMTP's reply code.
  var code: Int?
  /// What is left after tag and status, or code.
  var text: ArraySlice<UInt8>

  /// Nil for a line that is no refusal.
  init?(_ line: WireText) {
    let space = UInt8(ascii: " ")
    guard let first = line.bytes.firstIndex(of: space) else { return nil }
    let rest = line.bytes[(first + 1)...]
    if let code = Int(String(decoding: line.bytes[..<first], as: UTF8.self)), (400...599) ~= code {
      (place, self.code, text) = (.smtpReply, code, rest)
      return
    }
    let word = rest.prefix { $0 != space }
    text = rest.dropFirst(word.count + 1)
    switch String(decoding: word, as: UTF8.self).uppercased() {
    case "NO": place = .taggedNO
    case "BAD": place = .taggedBAD
    default: return nil
    }
  }
}
