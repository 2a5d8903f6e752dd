import ArgumentParser
import Capture
import Reports

/// The language that reports are written in.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("language"),
    help: """
      The report's language; by default the locale's (LC_ALL, LC_MESSAGES, LANG), else English. \
      JSON is the same in all of them.
      """)
  private var chosen: Language?

  var language: Language { chosen ?? Language(environment: Environment.value) }
}

extension Language: ExpressibleByArgument {}
