import Mustache

/// What templates do to every value: nothing in it may act in the markup.
///
/// Scalar by scalar: a mark that combines with a `<` must not hide it.
enum MarkupEscaping: String, MustacheContentType, CaseIterable {
  case html = "CHOKEPOINT_HTML"
  case markdown = "CHOKEPOINT_MARKDOWN"
  /// A code span of Markdown, also in a table.
  case markdownCode = "CHOKEPOINT_MARKDOWN_CODE"
  /// A line of a fenced block: nothing acts there but the fence, and no line of ours begins so.
  case markdownBlock = "CHOKEPOINT_MARKDOWN_BLOCK"

  func escapeText(_ text: String) -> String {
    switch self {
    case .html: Self.html(text)
    case .markdown: Self.markdown(text)
    case .markdownCode: Self.code(text)
    case .markdownBlock: text
    }
  }

  private static func html(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// A backslash before what marks up (CommonMark 0.31, section 2.4, allows one before any ASCII
  /// punctuation), and before the signs that GitHub makes links, mentions and formulas of.
  private static func markdown(_ text: String) -> String {
    let active = "\\`*_{}[]<>&|~#!$@^".unicodeScalars
    var output = String.UnicodeScalarView()
    var before: Unicode.Scalar = " "
    let scalars = Array(text.unicodeScalars)
    for (place, scalar) in scalars.enumerated() {
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      let isLink = scalar == ":" && next == "/" || scalar == "." && (before == "w" || before == "W")
      if active.contains(scalar) || isLink { output.append("\\") }
      output.append(scalar)
      before = scalar
    }
    return String(output)
  }

  private static func code(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let padding =
      text.hasPrefix("`") || text.hasSuffix("`") || text.allSatisfy { $0 == " " } ? " " : ""
    let cell = text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    return fence + padding + cell + padding + fence
  }
}
