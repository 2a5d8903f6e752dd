import Diagnosis

/// Finds the sentences that are anywhere in a value.
enum SentenceSearch {
  static func sentences(in value: Any) -> [Sentence] {
    // What an incident says is in its story.
    if value is Incident { return [] }
    if let sentence = value as? Sentence { return [sentence] }
    return Mirror(reflecting: value).children.flatMap { sentences(in: $0.value) }
  }
}
