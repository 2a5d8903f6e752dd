import Yams

/// Reads the keys of one mapping, and notes what is wrong with them.
struct SectionReader {
  private let node: Node
  private let name: String
  private var known: [String] = []
  private var problems: [ConfigurationProblem] = []
  private let values: [String: Node]
  private let keys: [(name: String, node: Node)]

  init(_ node: Node, name: String) {
    self.node = node
    self.name = name
    let mapping = node.mapping ?? [:]
    keys = mapping.map { key, _ in (key.string ?? "", key) }
    values = Dictionary(
      mapping.map { ($0.key.string ?? "", $0.value) }, uniquingKeysWith: { first, _ in first })
    if node.mapping == nil { complain("\(name) must be keys with values") }
  }

  var hasProblems: Bool { !problems.isEmpty }

  /// What is wrong, keys that nobody asked for included.
  func finish() -> [ConfigurationProblem] {
    let strangers = keys.filter { !known.contains($0.name) }.map { key in
      let near = known.min { distance($0, key.name) < distance($1, key.name) }
      let hint = near.flatMap { distance($0, key.name) <= 3 ? " (did you mean '\($0)'?)" : nil }
      return at(key.node, "'\(key.name)' is no key of \(name)\(hint ?? "")")
    }
    return problems + strangers
  }

  mutating func complain(_ message: String) { problems.append(at(node, message)) }

  mutating func string(_ key: String, _ set: (String) -> Void) {
    guard let value = take(key) else { return }
    guard let text = value.scalar?.string, !text.isEmpty else {
      return refuse(value, key, "a text")
    }
    set(text)
  }

  mutating func required(_ key: String, _ set: (String) -> Void) {
    if values[key] == nil { complain("\(name) needs '\(key)'") }
    string(key, set)
  }

  mutating func word(_ key: String, _ words: [String], _ set: (String) -> Void) {
    guard let value = take(key) else { return }
    guard let text = value.scalar?.string, words.contains(text) else {
      return refuse(value, key, "one of \(words.joined(separator: ", "))")
    }
    set(text)
  }

  mutating func number(_ key: String, _ range: ClosedRange<Int>, _ set: (Int) -> Void) {
    guard let value = take(key) else { return }
    guard let number = value.int, range.contains(number) else {
      return refuse(value, key, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    set(number)
  }

  mutating func flag(_ key: String, _ set: (Bool) -> Void) {
    guard let value = take(key) else { return }
    // YAML 1.2's, and not 1.1's `yes` and `off`.
    switch value.scalar?.string {
    case "true": set(true)
    case "false": set(false)
    default: refuse(value, key, "true or false")
    }
  }

  /// One text, or a list of texts.
  mutating func strings(_ key: String, among words: [String]? = nil, _ set: ([String]) -> Void) {
    guard let value = take(key) else { return }
    let nodes = value.sequence.map { Array($0) } ?? [value]
    let texts = nodes.compactMap { $0.scalar?.string }
    guard texts.count == nodes.count, !texts.isEmpty, !texts.contains("") else {
      return refuse(value, key, "a list of texts")
    }
    if let words, let wrong = texts.firstIndex(where: { !words.contains($0) }) {
      return refuse(nodes[wrong], key, "of \(words.joined(separator: ", "))")
    }
    set(texts)
  }

  mutating func section(_ key: String, _ read: (inout SectionReader) -> Void) {
    guard let value = take(key) else { return }
    var section = SectionReader(value, name: "'\(key)'")
    read(&section)
    problems += section.finish()
  }

  /// A list of mappings.
  mutating func sections(
    _ key: String, limit: Int, _ read: (inout SectionReader) -> Void
  ) {
    guard let value = take(key) else { return }
    guard let nodes = value.sequence, nodes.count <= limit else {
      return refuse(value, key, "a list of at most \(limit)")
    }
    for node in nodes {
      var section = SectionReader(node, name: "an entry of '\(key)'")
      read(&section)
      problems += section.finish()
    }
  }

  private mutating func take(_ key: String) -> Node? {
    known.append(key)
    return values[key]
  }

  private mutating func refuse(_ value: Node, _ key: String, _ expected: String) {
    let found =
      value.scalar.map { "'\($0.string.prefix(60))'" }
      ?? (value.sequence == nil ? "keys with values" : "a list")
    problems.append(at(value, "'\(key)' must be \(expected), not \(found)"))
  }

  private func at(_ node: Node, _ message: String) -> ConfigurationProblem {
    ConfigurationProblem(line: node.mark?.line, column: node.mark?.column, message: message)
  }

  /// How many letters to change, add or leave out.
  private func distance(_ one: String, _ other: String) -> Int {
    let (left, right) = (Array(one.utf8), Array(other.utf8.prefix(64)))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, candidate) in right.enumerated() {
        let change = corner + (letter == candidate ? 0 : 1)
        corner = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
