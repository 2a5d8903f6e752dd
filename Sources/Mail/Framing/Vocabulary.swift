import Bytes

/// The words that a protocol knows, with what each means here.
///
/// Words are upper-case ASCII of at most sixteen bytes. One flat table, probed from a word's own
/// place on: a look-up allocates nothing and touches no reference count but the table's.
struct Vocabulary<Meaning: Sendable>: Sendable {
  private struct Entry: Sendable {
    var word: PackedWord
    var meaning: Meaning
  }

  private var table: [Entry?]

  init(_ meanings: [(word: String, meaning: Meaning)]) {
    // At most a quarter full, and a power of two, so that a mask finds the place.
    var count = 16
    while count < meanings.count * 4 { count *= 2 }
    table = Array(repeating: nil, count: count)
    for (word, meaning) in meanings {
      guard let packed = PackedWord(word) else { continue }
      var place = packed.place(in: count)
      while table[place] != nil { place = (place + 1) & (count - 1) }
      table[place] = Entry(word: packed, meaning: meaning)
    }
  }

  subscript(_ word: PackedWord) -> Meaning? {
    var place = word.place(in: table.count)
    while let entry = table[place] {
      if entry.word == word { return entry.meaning }
      place = (place + 1) & (table.count - 1)
    }
    return nil
  }

  /// What the word in `range` means, letters of either case.
  subscript(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Meaning? {
    guard let word = PackedWord(bytes, range) else { return nil }
    return self[word]
  }
}

extension Vocabulary where Meaning == String {
  /// Words that mean themselves.
  init(words: String) {
    self.init(words.split(separator: " ").map { (String($0), String($0)) })
  }
}
