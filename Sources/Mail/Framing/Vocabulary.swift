import Bytes

/// The words that a protocol knows, with what each means here.
///
/// Words are upper-case ASCII of at most sixteen bytes.
struct Vocabulary<Meaning: Sendable>: Sendable {
  private struct Entry: Sendable {
    var word: PackedWord
    var meaning: Meaning
  }

  /// A power of two, so that a mask finds the bucket.
  private static var bucketCount: Int { 128 }

  private var buckets: [[Entry]]

  init(_ meanings: [(word: String, meaning: Meaning)]) {
    buckets = Array(repeating: [], count: Self.bucketCount)
    for (word, meaning) in meanings {
      guard let packed = PackedWord(word) else { continue }
      buckets[packed.bucket(of: Self.bucketCount)].append(Entry(word: packed, meaning: meaning))
    }
  }

  subscript(_ word: PackedWord) -> Meaning? {
    let bucket = buckets[word.bucket(of: Self.bucketCount)]
    for entry in bucket where entry.word == word { return entry.meaning }
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
