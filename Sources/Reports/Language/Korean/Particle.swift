/// Korean particles that have one form after a final consonant and another after a vowel; raw values
/// are the forms after a consonant.
package enum Particle: String, Sendable, CaseIterable {
  case topic = "은"
  case subject = "이"
  case object = "을"
  case with = "과"
  case toward = "으로"
  case being = "이라"

  private var afterVowel: String {
    switch self {
    case .topic: "는"
    case .subject: "가"
    case .object: "를"
    case .with: "와"
    case .toward: "로"
    case .being: "라"
    }
  }

  /// The form behind a text; both where nobody can say how its end is read.
  package func form(after text: String) -> String {
    switch FinalSound(of: text) {
    case .vowel: afterVowel
    case .liquid: self == .toward ? afterVowel : rawValue
    case .consonant: rawValue
    case nil: "\(rawValue)(\(afterVowel))"
    }
  }
}

/// What a text ends in as Koreans read it aloud.
enum FinalSound {
  case vowel
  /// ㄹ, which `으로` treats as a vowel.
  case liquid
  case consonant

  /// Nil where the end is in a script that is not read here.
  init?(of text: String) {
    let word = Self.lastWord(of: text)
    guard let last = word.last, let scalar = last.unicodeScalars.first else { return nil }
    switch last {
    case "0", "3", "6": self = .consonant  // 영 (or 십, 백, 천, 만), 삼, 육
    case "1", "7", "8": self = .liquid  // 일, 칠, 팔
    case "2", "4", "5", "9": self = .vowel  // 이, 사, 오, 구
    case "%": self = .vowel  // 퍼센트
    case "A"..."Z", "a"..."z": self = Self.latin(word)
    case "가"..."힣":
      switch (scalar.value - 0xac00) % 28 {
      case 0: self = .vowel
      case 8: self = .liquid
      default: self = .consonant
      }
    default: return nil
    }
  }

  /// The letters, or the one digit or syllable, at the end; what stands in brackets or is a mark is
  /// not read.
  private static func lastWord(of text: String) -> [Character] {
    var rest = text[...]
    while let last = rest.last, !last.isLetter, !last.isNumber, last != "%" {
      let open = last == ")" ? rest.lastIndex(of: "(") : nil
      rest = open.map { rest[..<$0] } ?? rest.dropLast()
    }
    guard let last = rest.last, last.isASCII, last.isLetter else {
      return rest.suffix(1).map(\.self)
    }
    return rest.reversed().prefix { $0.isASCII && $0.isLetter }.reversed()
  }

  /// A name in capitals is spelt out (`IMAP` would be, and ends in a vowel either way); any other
  /// word is read as Koreans write it in Hangul: mail 메일, limit 리밋, client 클라이언트.
  private static func latin(_ word: [Character]) -> FinalSound {
    let last = word[word.count - 1]
    if word.count == 1 || word.allSatisfy(\.isUppercase) {
      return switch last.lowercased() {
      case "l", "r": .liquid  // 엘, 알
      case "m", "n": .consonant  // 엠, 엔
      default: .vowel
      }
    }
    let before = word[word.count - 2].lowercased()
    return switch last.lowercased() {
    case "l": .liquid
    case "m", "n": .consonant
    case "g" where before == "n": .consonant
    // A stop right after one vowel closes the syllable; after two, or after a consonant, it does not.
    case "c", "k", "p", "t":
      "aeiou".contains(before)
        && !(word.count > 2 && "aeiou".contains(word[word.count - 3].lowercased()))
        ? .consonant : .vowel
    default: .vowel
    }
  }
}
