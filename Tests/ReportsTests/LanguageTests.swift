import Bytes
import Diagnosis
import Testing

@testable import Reports

/// Which language reports are in, and how it tells numbers and dates.
struct LanguageTests {
  @Test(arguments: [
    ([:], Language.english), (["LANG": "ko_KR.UTF-8"], .korean), (["LANG": "ko"], .korean),
    (["LANG": "C"], .english), (["LANG": "kok_IN"], .english), (["LANG": "fr_FR"], .english),
    (["LC_MESSAGES": "ko_KR", "LANG": "en_US.UTF-8"], .korean),
    (["LC_MESSAGES": "en_US", "LANG": "ko_KR.UTF-8"], .english),
    (["LC_ALL": "ko_KR.eucKR", "LC_MESSAGES": "en_US", "LANG": "en_US"], .korean),
    (["LC_ALL": "C", "LANG": "ko_KR.UTF-8"], .english),
    (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "ko_KR.UTF-8"], .korean),
    // Times are another matter, and so is the list of languages that only GNU knows.
    (["LC_TIME": "ko_KR.UTF-8", "LANGUAGE": "ko"], .english),
  ])
  func `the locale decides as POSIX says`(variables: [String: String], language: Language) {
    #expect(Language { variables[$0] } == language)
  }

  @Test func `Korean tells dates and counts with their units`() {
    let time = Timestamp(nanoseconds: 1_795_000_000_104_000_000)
    #expect(Language.english.text("\(time)") == "2026-11-18 11:06:40.104 UTC")
    #expect(Language.korean.text("\(time)") == "2026년 11월 18일 11:06:40.104 UTC")
    #expect(Language.korean.text("\(2_000.counted(.client))") == "클라이언트 2,000대")
    #expect(Language.korean.text("\(1.counted(.agent))") == "상담원 1명")
    #expect(Language.korean.text("\(3.counted(.time))") == "3회")
    #expect(Language.korean.text("at least \(16, of: .connection)") == "16개 이상")
    #expect(Language.korean.text("at least \(5, of: .message)") == "5통 이상")
    #expect(Language.english.text("at least \(16, of: .connection)") == "at least 16")
    #expect(Language.korean.text("\("2.1") s") == "2.1초")
  }

  @Test(arguments: Noun.allCases)
  func `every noun is Korean`(noun: Noun) {
    let text = Language.korean.text("\(2.counted(noun))")
    #expect(!text.contains { $0.isASCII && $0.isLetter })
  }

  @Test func `words of a list are no others' words`() {
    #expect(Language.korean.text(Cause.refused.sentence) != Language.korean.text("refused"))
    #expect(Language.english.text(Cause.refused.sentence) == "refused")
  }

  @Test func `a sentence without a translation is told in English, and is named`() {
    let sentence: Sentence = "nobody has \("x") translated \("this part")"
    #expect(Language.korean.text(sentence) == "nobody has x translated this part")
    #expect(Language.korean.missing(in: sentence) == ["nobody has {0} translated {1}"])
    #expect(Language.english.missing(in: sentence) == [])
  }
}
