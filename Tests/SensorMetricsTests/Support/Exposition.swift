/// A strict reader of Prometheus' text format, version 0.0.4: what `promtool check metrics` looks at.
struct Exposition {
  struct Sample: Hashable {
    var name: String
    var labels: [String: String]
    var value: Double
  }

  struct Malformed: Error, CustomStringConvertible {
    var line: String
    var reason: String
    var description: String { "\(reason): \(line)" }
  }

  private(set) var samples: [Sample] = []
  private(set) var kinds: [String: String] = [:]
  private var helps: Set<String> = []
  /// Families whose lines ended; another line of one would be a second group.
  private var finished: Set<String> = []
  private var current = ""

  init(_ text: String) throws {
    guard text.hasSuffix("\n") else { throw Malformed(line: "", reason: "no line feed at the end") }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      try read(String(line))
    }
    for name in kinds.keys { try checkName(name) }
  }

  func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
    samples.first { $0.name == name && $0.labels == labels }?.value
  }

  private mutating func read(_ line: String) throws {
    if line.hasPrefix("# HELP ") {
      let name = try begin(line, after: "# HELP ")
      guard helps.insert(name).inserted else { throw Malformed(line: line, reason: "two HELPs") }
    } else if line.hasPrefix("# TYPE ") {
      let words = line.split(separator: " ")
      guard words.count == 4, ["counter", "gauge"].contains(words[3]) else {
        throw Malformed(line: line, reason: "no type")
      }
      guard helps.contains(String(words[2])), current == words[2] else {
        throw Malformed(line: line, reason: "TYPE without HELP before it")
      }
      kinds[String(words[2])] = String(words[3])
    } else {
      try readSample(line)
    }
  }

  private mutating func begin(_ line: String, after prefix: String) throws -> String {
    let rest = line.dropFirst(prefix.count)
    guard let space = rest.firstIndex(of: " "), rest.index(after: space) < rest.endIndex else {
      throw Malformed(line: line, reason: "no help")
    }
    let name = String(rest[..<space])
    finished.insert(current)
    guard !finished.contains(name) else { throw Malformed(line: line, reason: "two groups") }
    current = name
    return name
  }

  private mutating func readSample(_ line: String) throws {
    var rest = Substring(line)
    let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    rest = rest.dropFirst(name.count)
    guard name == current, kinds[name] != nil else {
      throw Malformed(line: line, reason: "a sample outside its group")
    }
    let labels = rest.first == "{" ? try Self.labels(&rest, line) : [:]
    guard rest.first == " ", let value = Double(rest.dropFirst()) else {
      throw Malformed(line: line, reason: "no value")
    }
    guard !samples.contains(where: { $0.name == name && $0.labels == labels }) else {
      throw Malformed(line: line, reason: "the same sample twice")
    }
    guard kinds[name] == "gauge" || value >= 0 else {
      throw Malformed(line: line, reason: "a counter below zero")
    }
    samples.append(Sample(name: name, labels: labels, value: value))
  }

  private static func labels(_ rest: inout Substring, _ line: String) throws -> [String: String] {
    var labels: [String: String] = [:]
    repeat {
      rest = rest.dropFirst()
      let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0 == "_") })
      rest = rest.dropFirst(name.count)
      guard !name.isEmpty, rest.hasPrefix("=\""), labels[name] == nil else {
        throw Malformed(line: line, reason: "no label")
      }
      rest = rest.dropFirst(2)
      labels[name] = try value(&rest, line)
    } while rest.first == ","
    guard rest.first == "}" else { throw Malformed(line: line, reason: "an open brace") }
    rest = rest.dropFirst()
    return labels
  }

  private static func value(_ rest: inout Substring, _ line: String) throws -> String {
    var value = ""
    while let character = rest.popFirst() {
      switch character {
      case "\"": return value
      case "\\":
        switch rest.popFirst() {
        case "\\": value.append("\\")
        case "\"": value.append("\"")
        case "n": value.append("\n")
        default: throw Malformed(line: line, reason: "an unknown escape")
        }
      default: value.append(character)
      }
    }
    throw Malformed(line: line, reason: "an open quote")
  }

  /// Prometheus' conventions: a prefix, lower case, `_total` on counters and on nothing else.
  private func checkName(_ name: String) throws {
    let isPlain = name.allSatisfy { $0 == "_" || $0.isASCII && $0.isLowercase }
    guard name.hasPrefix("chokepoint_"), isPlain,
      name.hasSuffix("_total") == (kinds[name] == "counter")
    else { throw Malformed(line: name, reason: "an unusual name") }
    guard samples.contains(where: { $0.name == name }) else {
      throw Malformed(line: name, reason: "a family without samples")
    }
  }
}
