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

  /// The language of messages by the environment: the first variable that says something decides
  /// (POSIX.1-2017, section 8.2).
  package init(environment value: (String) -> String?) {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(value).first { !$0.isEmpty }
    self.init(locale: locale ?? "")
  }

  /// The sentence in this language, in English where it has none for it.
  package func text(_ sentence: Sentence) -> String {
    guard self != .english, let template = template(of: sentence.key) else {
      return sentence.description
    }
    return Template(template).filled(with: sentence.values.map(text))
  }

  /// The keys of a sentence, and of those in it, that the language has no words for.
  package func missing(in sentence: Sentence) -> Set<String> {
    var missing: Set<String> = template(of: sentence.key) == nil ? [sentence.key] : []
    for case .sentence(let part) in sentence.values { missing.formUnion(self.missing(in: part)) }
    return missing
  }

  /// The tables that the language's sentences stand in, by English key; none for English itself.
  package var tables: [[String: String]] {
    switch self {
    case .english: []
    case .korean: Korean.tables
    }
  }

  /// What stands for a key; nil where words are missing.
  private func template(of key: String) -> String? {
    switch self {
    case .english: key
    case .korean: Korean.sentences[key] ?? (key.hasWords ? nil : key)
    }
  }

  private func text(_ value: Sentence.Value) -> String {
    switch (value, self) {
    case (.text(let text), _): text
    case (.number(let number), _): "\(number)"
    case (.grouped(let number), _): number.grouped
    case (.sentence(let sentence), _): text(sentence)
    case (.counted(let count, let noun), .english): Counted(count, noun).description
    case (.counted(let count, let noun), .korean): Korean.counted(count, noun)
    case (.amount(let count, _), .english): "\(count)"
    case (.amount(let count, let noun), .korean): Korean.amount(count, noun)
    case (.instant(let time), .english): readable(time)
    case (.instant(let time), .korean): Korean.readable(time)
    }
  }
}

extension String {
  /// Whether there is anything to translate beside the places of values: letters.
  fileprivate var hasWords: Bool { contains(where: \.isLetter) }
}
