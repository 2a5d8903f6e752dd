import Foundation

/// The words between quotes in the sources that sentences are written in.
struct SourceText {
  /// Literals, one that goes on in the next line as one, with `{}` for each interpolation.
  private var literals: Set<String> = []
  /// Cases of enumerations, whose names are words of closed lists.
  private var cases: Set<Substring> = []

  /// Words that hardly a command has and hardly a sentence lacks.
  private static let functionWords: Set<Substring> = [
    "a", "after", "and", "are", "at", "for", "from", "is", "it", "no", "not", "of", "or", "that",
    "the", "to", "was", "were", "with",
  ]

  /// Titles and sources of rules, the tools' own lists, JSON, and the remarks in evidence files, which
  /// stand in Wireshark beside its own, are English by contract, as is what a sensor writes to its log;
  /// so is all of the module `Probe`, which is not looked at.
  private static let english = [
    "/Language/", "/Signatures/", "/JSON/", "/Sessions/", "/Trace/", "/Ladder/",
    "/Pipeline/Evidence/", "/Pipeline/Live/", "/Watch/", "/FrameComment.swift",
  ]

  static let result = Result { try SourceText() }
  static var all: SourceText { get throws { try result.get() } }

  private init() throws {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for module in ["Diagnosis", "Reports", "Pipeline", "Streams"] {
      let folder = package.appending(path: "Sources/\(module)")
      for case let file as URL in FileManager.default.enumerator(
        at: folder, includingPropertiesForKeys: nil) ?? FileManager.DirectoryEnumerator()
      where file.pathExtension == "swift" && !Self.english.contains(where: file.path.contains) {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        read(text, isRule: file.path.contains("/Rules/"))
      }
    }
  }

  /// A key without its list and the numbers of its places.
  static func shape(_ key: String) -> String {
    let list = key.prefix { $0.isLetter }
    let bare = key.dropFirst(list.count)
    let words =
      bare.first == ":" && bare.dropFirst().first?.isLetter == true ? bare.dropFirst() : key[...]
    var shape = ""
    var isInside = false
    for character in words {
      if character == "}" { isInside = false }
      if !isInside { shape.append(character) }
      if character == "{" { isInside = true }
    }
    return shape
  }

  func has(_ key: String) -> Bool {
    let shape = Self.shape(key)
    return literals.contains(shape) || cases.contains(shape[...])
  }

  /// Literals with spaces and such words that are no words of ours.
  private static let foreign: Set<String> = [
    // Commands, and the tools' own line.
    "chokepoint compare before.pcap after.pcap", "imtest -m login -a {} {}",
    "if (-not (Test-Path -Path $objects)) { New-Item -Path $objects }",
    // What streams say where their own books do not balance.
    "payload bytes of the {}s", "streams of the {}s", "{}: {}, but the parts sum up to {}",
    // What servers say.
    "] Maximum number of connections from user+IP", "microsoft esmtp mail service ready at",
  ]

  /// What reads like a sentence.
  var sentences: [String] {
    literals.filter { literal in
      let words = literal.split(separator: " ")
      return words.count > 2 && words.contains(where: Self.functionWords.contains)
        && !Self.foreign.contains(literal)
    }.sorted()
  }

  private mutating func read(_ source: String, isRule: Bool) {
    var code = ""
    for line in source.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("//") { continue }
      if isRule, text.hasPrefix("title: ") || text.hasPrefix("source: ") { continue }
      if text.hasPrefix("+ \""), code.hasSuffix("\"\n") {
        code.removeLast(2)
        code += text.dropFirst(3) + "\n"
      } else {
        code += text + "\n"
      }
      if text.hasPrefix("case ") { cases.insert(text.dropFirst(5).prefix { $0.isLetter }) }
    }
    var rest = Array(code)[...]
    while let quote = rest.firstIndex(of: "\"") {
      rest = rest[(quote + 1)...]
      literals.insert(Self.literal(&rest))
    }
  }

  /// The literal that begins here, up to behind its closing quote.
  private static func literal(_ rest: inout ArraySlice<Character>) -> String {
    var literal = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\", let escaped = rest.popFirst() else {
        literal.append(character)
        continue
      }
      guard escaped == "(" else {
        literal.append(escaped)
        continue
      }
      literal += "{}"
      var depth = 1
      while depth > 0, let inside = rest.popFirst() {
        if inside == "(" { depth += 1 }
        if inside == ")" { depth -= 1 }
        if inside == "\"" { _ = Self.literal(&rest) }
      }
    }
    return literal
  }
}
