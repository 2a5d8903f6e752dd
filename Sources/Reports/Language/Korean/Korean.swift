import Bytes
import Diagnosis

/// Korean, as engineers of contact centres and mail servers write it.
///
/// Sentences are in the polite form of documents (합니다); labels, headings and short notes end in a
/// noun. What administrators type or read elsewhere (settings, commands, server words, protocol
/// names) stays as it is spelt.
enum Korean {
  /// One table a topic; no key stands in two of them.
  static let tables = [
    causes, headlines, facts, limits, rivals, records, evidence, reach, retries, demand, page,
    pictures, captureCase, warnings, books, comparison, remedyTitles, remedyReasons, ownSettings,
    restarts, documentSteps, plan,
  ]

  static let sentences: [String: String] = tables.reduce(into: [:]) { sum, table in
    sum.merge(table) { first, _ in first }
  }

  /// `클라이언트 2,000대`.
  static func counted(_ count: Int, _ noun: Noun) -> String {
    let name =
      switch noun {
      case .agent: "상담원"
      case .attempt: "시도"
      case .client: "클라이언트"
      case .connection: "연결"
      case .failure: "실패"
      case .frame: "프레임"
      case .message: "메시지"
      case .place: "자리"
      case .refusedSession: "거부된 세션"
      case .segment: "세그먼트"
      case .session: "세션"
      case .sharedConnection: "공유 연결"
      case .signIn: "로그인"
      case .time: ""
      }
    return (name.isEmpty ? "" : name + " ") + amount(count, noun)
  }

  /// `2,000대`: the number with the counter of what is counted.
  static func amount(_ count: Int, _ noun: Noun) -> String {
    let counter =
      switch noun {
      case .agent: "명"
      case .client: "대"
      case .message: "통"
      case .attempt, .signIn, .time: "회"
      case .failure: "건"
      case .connection, .frame, .place, .refusedSession, .segment, .session, .sharedConnection: "개"
      }
    return count.grouped + counter
  }

  /// `2026년 11월 23일 14:52:11.104 UTC`.
  static func readable(_ time: Timestamp) -> String {
    let civil = CivilTime(time)
    return "\(civil.year)년 \(civil.month)월 \(civil.day)일 \(clock(civil, digits: 3)) UTC"
  }
}
