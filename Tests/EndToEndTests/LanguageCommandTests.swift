import Foundation
import Testing

/// `--language`, and the locale where nobody gives it.
@Suite(.enabled(if: Program.chokepoint != nil, "no chokepoint command beside the tests"))
struct LanguageCommandTests {
  private let chokepoint: Program
  private let capture = SampleCapture(name: "per-user-limit-16").reportedPath

  init() throws { chokepoint = try #require(Program.chokepoint) }

  private func isKorean(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xac00...0xd7a3).contains($0.value) }
  }

  @Test func `the option decides, whatever the locale says`() throws {
    let korean = try chokepoint.run(
      ["analyze", "--language", "ko", capture], environment: ["LC_ALL": "C"])
    #expect(korean.status == 1)
    #expect(korean.output.hasPrefix("\(capture): 제한됨\n"))
    let english = try chokepoint.run(
      ["analyze", "--language", "en", capture], environment: ["LC_ALL": "ko_KR.UTF-8"])
    #expect(english.output.hasPrefix("\(capture): THROTTLED\n"))
    #expect(!isKorean(english.output))
  }

  @Test(arguments: [
    (["LC_ALL": "ko_KR.UTF-8", "LANG": "C"], true),
    (["LC_ALL": "C", "LANG": "ko_KR.UTF-8"], false),
    (["LC_ALL": "", "LC_MESSAGES": "ko_KR.UTF-8", "LANG": "en_US.UTF-8"], true),
    (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"], true),
    (["LC_ALL": "", "LC_MESSAGES": "", "LANG": ""], false),
  ])
  func `the locale decides where the option is not given`(
    environment: [String: String], expected: Bool
  ) throws {
    for format in ["text", "markdown", "html"] {
      let outcome = try chokepoint.run(
        ["analyze", "--format", format, capture], environment: environment)
      #expect(isKorean(outcome.output) == expected)
      if format == "html" {
        #expect(outcome.output.contains(expected ? "<html lang=\"ko\">" : "<html lang=\"en\">"))
      }
    }
  }

  @Test func `JSON is the same in every language`() throws {
    let outputs = try ["en", "ko"].map { language in
      try chokepoint.run(["analyze", "--format", "json", "--language", language, capture]).output
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test func `comparisons and checklists have languages, too`() throws {
    let before = SampleCapture(name: "compare-before").reportedPath
    let after = SampleCapture(name: "compare-after").reportedPath
    let comparison = try chokepoint.run(["compare", "--language", "ko", before, after])
    #expect(comparison.status == 0)
    #expect(comparison.output.hasPrefix("\(before), \(after): 입증됨\n"))
    for line in comparison.lines { #expect(displayWidth(line) <= 80 || line.contains("Wireshark")) }
    let checklist = try chokepoint.run([
      "checklist", "--language", "ko", "--cause", "connections-per-user", "--server", "dovecot",
    ])
    #expect(checklist.output.hasPrefix("체크리스트: Dovecot의 사용자당 연결 수 제한\n"))
    #expect(checklist.output.contains("conf.d/20-imap.conf 파일: protocol imap {"))
  }

  @Test func `a language that is none is wrong usage`() throws {
    let outcome = try chokepoint.run(["analyze", "--language", "tlh", capture])
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.contains("en, ko") || outcome.errors.contains("'en', 'ko'")
        || outcome.errors.contains("'en' and 'ko'"))
  }
}
