import ArgumentParser
import Reports

/// How `analyze` writes its report.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case markdown
  case html

  /// The format that a file's name ends in; text for any other, and for standard output.
  init(path: String?) {
    let ending = path?.split(separator: "/").last?.split(separator: ".").dropFirst().last
    self =
      switch ending?.lowercased() {
      case "html", "htm": .html
      case "md", "markdown": .markdown
      case "json": .json
      default: .text
      }
  }

  /// Whether it is a document to keep, which names its captures' hashes.
  var isPage: Bool { self == .html || self == .markdown }

  func text(_ report: Report, showsAll: Bool, language: Language) throws -> String {
    switch self {
    case .text: TextReport(evidenceShown: showsAll ? nil : 3, language: language).text(report)
    case .json: try JSONReport.text(report)
    case .markdown:
      try MarkdownReport(evidenceShown: showsAll ? nil : 25, language: language).text(report)
    case .html: try HTMLReport(evidenceShown: showsAll ? nil : 25, language: language).text(report)
    }
  }
}

/// How commands without pages write their results.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
