import Bytes
package import Diagnosis

/// A language that reports are written in; raw values are as `--language` spells them.
package enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"

  /// The language of a POSIX locale (`ko_KR.UTF-8`); English where it is another or none.
  package init(locale: String) {
    let word = locale.prefix { $0.isLetter }.lowercased()
    self = Self.allCases.first { $0.rawValue == word } ?? .english
  }

  /// The sentence in this language, in English where it has none for it.
  package func text(_ sentence: Sentence) -> String {
    let key = sentence.key
    guard let template = template(of: key) else { return key == "" ? "" : sentence.description }
    return filled(template, with: sentence.values)
  }

  /// The keys of a sentence, and of those in it, that the language has no words for.
  package func missing(in sentence: Sentence) -> Set<String> {
    var missing: Set<String> = template(of: sentence.key) == nil ? [sentence.key] : []
    for case .sentence(let part) in sentence.values { missing.formUnion(self.missing(in: part)) }
    return missing
  }

  /// What stands for a key; nil where words are missing.
  private func template(of key: String) -> String? {
    switch self {
    case .english: key
    case .korean: key.hasWords ? Korean.sentences[key] : key
    }
  }

  /// A template with its values in their places.
  private func filled(_ template: String, with values: [Sentence.Value]) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)...].prefix { $0.isNumber }
      let close = inside.endIndex
      if let place = Int(inside), values.indices.contains(place), close < rest.endIndex,
        rest[close] == "}"
      {
        text += self.text(values[place])
        rest = rest[rest.index(after: close)...]
      } else {
        text += "{"
        rest = rest[rest.index(after: open)...]
      }
    }
    return text + rest
  }

  private func text(_ value: Sentence.Value) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .grouped(let number): number.grouped
    case .sentence(let sentence): text(sentence)
    case .counted(let count, let noun):
      switch self {
      case .english: Counted(count, noun).description
      case .korean: Korean.counted(count, noun)
      }
    case .instant(let time):
      switch self {
      case .english: readable(time)
      case .korean: Korean.readable(time)
      }
    }
  }
}

extension String {
  /// Whether there is anything to translate beside the places of values: letters.
  fileprivate var hasWords: Bool { contains(where: \.isLetter) }
}
