/// A tag of an HTML page, as a browser's tokenizer reads it where attributes are quoted.
struct MarkupTag: Hashable {
  var name: String
  var isEnd = false
  var isEmpty = false
  var attributes: [String: String] = [:]

  /// Name and attribute names: what a template gives, whatever the values.
  var shape: String {
    (isEnd ? "/" : "") + name + attributes.keys.sorted().map { " " + $0 }.joined()
  }
}

/// A page taken apart: tags and the text between them.
struct MarkupPage {
  enum Part {
    case tag(MarkupTag)
    case text(String)
  }

  private(set) var parts: [Part] = []

  /// Nil where a tag is not closed, or an attribute is not quoted.
  init?(_ page: String) {
    var rest = Array(page.unicodeScalars)[...]
    var text = ""
    while let scalar = rest.popFirst() {
      guard scalar == "<" else {
        text.unicodeScalars.append(scalar)
        continue
      }
      if !text.isEmpty { parts.append(.text(Self.decoded(text))) }
      text = ""
      guard let tag = Self.tag(&rest) else { return nil }
      parts.append(.tag(tag))
      guard tag.name == "style", !tag.isEnd else { continue }
      while let first = rest.first, first != "<" { rest.removeFirst() }
    }
    if !text.isEmpty { parts.append(.text(Self.decoded(text))) }
  }

  var tags: [MarkupTag] {
    parts.compactMap { part in if case .tag(let tag) = part { tag } else { nil } }
  }

  /// What a reader sees, pieces of one text apart from those of the next.
  var texts: [String] {
    parts.compactMap { part in if case .text(let text) = part { text } else { nil } }
  }

  /// Whether every element is closed, in order.
  var isBalanced: Bool {
    let void: Set<String> = ["meta", "!DOCTYPE"]
    var open: [String] = []
    for tag in tags where !void.contains(tag.name) && !tag.isEmpty {
      if tag.isEnd {
        guard open.popLast() == tag.name else { return false }
      } else {
        open.append(tag.name)
      }
    }
    return open.isEmpty
  }

  private static func tag(_ rest: inout ArraySlice<Unicode.Scalar>) -> MarkupTag? {
    var tag = MarkupTag(name: "")
    if rest.first == "/" {
      tag.isEnd = true
      rest.removeFirst()
    }
    while let next = rest.first, next != " ", next != ">", next != "/" {
      tag.name.unicodeScalars.append(next)
      rest.removeFirst()
    }
    while let next = rest.popFirst() {
      switch next {
      case ">": return tag
      case " ", "\n": continue
      case "/": tag.isEmpty = true
      default:
        var name = String(next)
        while let next = rest.first, next != "=", next != ">", next != " " {
          name.unicodeScalars.append(next)
          rest.removeFirst()
        }
        guard rest.first == "=" else {
          tag.attributes[name] = ""
          continue
        }
        rest.removeFirst()
        guard rest.popFirst() == "\"" else { return nil }
        var value = ""
        while let next = rest.popFirst(), next != "\"" { value.unicodeScalars.append(next) }
        tag.attributes[name] = decoded(value)
      }
    }
    return nil
  }

  private static func decoded(_ text: String) -> String {
    var output = text
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      output = output.split(separator: entity, omittingEmptySubsequences: false).joined(
        separator: sign)
    }
    return output
  }
}
