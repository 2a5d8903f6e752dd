import Mustache

/// The templates that reports are written with, parsed once.
enum MarkupTemplate {
  static let html = parsed(PackageResources.report_html_mustache)
  static let markdown = parsed(PackageResources.report_md_mustache)
  static let style = String(decoding: PackageResources.report_css, as: UTF8.self)

  private static func parsed(_ text: [UInt8]) -> Result<MustacheTemplate, any Error> {
    // Registered before any template names them; again does no harm.
    for escaping in MarkupEscaping.allCases {
      MustacheContentTypes.register(escaping, named: escaping.rawValue)
    }
    return Result { try MustacheTemplate(string: String(decoding: text, as: UTF8.self)) }
  }
}
