package import Bytes

/// Words of ours with values between them, so that they can be said in another language.
///
/// A sentence is written in English as a string literal with interpolations; what stands between
/// the quotes is the key under which a catalogue finds the same sentence in another language, with
/// `{0}`, `{1}` … in the places of the values. `description` is the English text.
package struct Sentence: Hashable, Sendable {
  /// What stands in a sentence and is not of it.
  package enum Value: Hashable, Sendable {
    /// The same in every language: names, settings, commands, what a server said.
    case text(String)
    case number(Int)
    /// A number with its thousands set apart.
    case grouped(Int)
    case counted(Int, Noun)
    /// A number of something that the words around it name: other languages need its counter.
    case amount(Int, Noun)
    case instant(Timestamp)
    case sentence(Sentence)
  }

  private enum Piece: Hashable, Sendable {
    case words(String)
    case value(Value)
  }

  private var pieces: [Piece]
  /// What tells apart words that only English has one word for; empty for all others.
  private var context = ""

  /// A name, a command or other text that is the same in every language.
  package init(verbatim text: String) { pieces = [.value(.text(text))] }

  /// A word of a closed list, such as the causes, which may mean another thing elsewhere.
  package init(word: String, of list: String) {
    pieces = [.words(word)]
    context = list + ":"
  }

  /// The English words with `{0}`, `{1}` … in the places of the values.
  package var key: String {
    var place = 0
    return context
      + pieces.map { piece in
        if case .words(let words) = piece { return words }
        defer { place += 1 }
        return "{\(place)}"
      }.joined()
  }

  /// The values in the order of the English words.
  package var values: [Value] {
    pieces.compactMap { piece in
      if case .value(let value) = piece { value } else { nil }
    }
  }

  package var isEmpty: Bool { description.isEmpty }

  /// Two sentences as one, with one key.
  package static func + (left: Sentence, right: Sentence) -> Sentence {
    var sum = left
    sum.context += right.context
    for piece in right.pieces { sum.append(piece) }
    return sum
  }

  package static func += (left: inout Sentence, right: Sentence) { left = left + right }

  private mutating func append(_ piece: Piece) {
    if case .words(let more) = piece, case .words(let words) = pieces.last {
      pieces[pieces.count - 1] = .words(words + more)
    } else {
      pieces.append(piece)
    }
  }
}

extension Sentence: ExpressibleByStringInterpolation {
  package init(stringLiteral words: String) { pieces = words.isEmpty ? [] : [.words(words)] }

  package init(stringInterpolation interpolation: StringInterpolation) {
    self = interpolation.sentence
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sentence = Sentence(stringLiteral: "")

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { sentence.append(.words(words)) }
    }

    package mutating func appendInterpolation(_ text: String) { append(.text(text)) }
    package mutating func appendInterpolation(_ number: Int) { append(.number(number)) }
    package mutating func appendInterpolation(grouped number: Int) { append(.grouped(number)) }
    package mutating func appendInterpolation(_ number: Int, of noun: Noun) {
      append(.amount(number, noun))
    }
    package mutating func appendInterpolation(_ time: Timestamp) { append(.instant(time)) }
    package mutating func appendInterpolation(_ part: Sentence) { append(.sentence(part)) }
    package mutating func appendInterpolation(_ counted: Counted) {
      append(.counted(counted.count, counted.noun))
    }
    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      append(.text(value.description))
    }

    private mutating func append(_ value: Value) { sentence.append(.value(value)) }
  }
}

extension Sentence: CustomStringConvertible {
  /// The sentence in English.
  package var description: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .value(let value): value.english
      }
    }.joined()
  }
}

extension Sentence.Value {
  fileprivate var english: String {
    switch self {
    case .text(let text): text
    case .number(let number), .amount(let number, _): "\(number)"
    case .grouped(let number): number.grouped
    case .counted(let count, let noun): "\(count.grouped) \(noun.english(count))"
    case .instant(let time): readable(time)
    case .sentence(let sentence): sentence.description
    }
  }
}

extension [Sentence] {
  /// The sentences in one, with something between them that no language changes.
  package func joined(separator: String = "") -> Sentence {
    var sum: Sentence = ""
    for (place, part) in enumerated() {
      if place > 0, !separator.isEmpty { sum += Sentence(verbatim: separator) }
      sum += "\(part)"
    }
    return sum
  }
}
