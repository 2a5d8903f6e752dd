import Diagnosis
import Foundation
import Packets
import Testing

@testable import Reports

/// The Korean table is whole: nothing is missing in it, twice in it, or there for nothing.
struct KoreanTableTests {
  @Test func `no sentence stands in two tables`() {
    let keys = Language.korean.tables.flatMap(\.keys)
    let twice = Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice == [])
  }

  @Test func `every Korean sentence has the values of the English one`() {
    for (key, text) in Language.korean.tables.flatMap({ $0 }) {
      #expect(Set(Template(text).places) == Set(Template(key).places), "\(key)")
      #expect(!text.isEmpty, "\(key)")
    }
  }

  @Test func `no entry is there for nothing`() throws {
    let source = try SourceText.all
    for key in Language.korean.tables.flatMap(\.keys) where !source.has(key) {
      Issue.record("no source says: \(key)")
    }
  }

  @Test func `every sentence in the sources is translated`() throws {
    let known = Set(Language.korean.tables.flatMap(\.keys).map(SourceText.shape))
    for sentence in try SourceText.all.sentences where !known.contains(sentence) {
      Issue.record("not in Korean: \(sentence)")
    }
  }

  @Test(arguments: Cause.allCases)
  func `every plan is told in Korean`(cause: Cause) {
    var missing: Set<String> = []
    for version in ServerVersion.allCases {
      for context in Self.contexts(cause, version) {
        let plan = PlanStory(Remedies.plan(for: context), cause: cause, isWhole: true)
        for sentence in SentenceSearch.sentences(in: plan) {
          missing.formUnion(Language.korean.missing(in: sentence))
        }
      }
    }
    #expect(missing.sorted() == [])
  }

  @Test func `every label of pages is told in Korean`() {
    let missing = PageLabels.sentences.values.reduce(into: Set<String>()) {
      $0.formUnion(Language.korean.missing(in: $1))
    }
    #expect(missing.sorted() == [])
  }

  /// What changes the words of a plan: sizes known or not, ports, settings that the server named.
  private static func contexts(_ cause: Cause, _ version: ServerVersion) -> [RemedyContext] {
    var contexts: [RemedyContext] = []
    for (agents, demand) in [(nil, nil), (40, nil), (nil, 20), (nil, 30_000)] as [(Int?, Int?)] {
      for port in [nil, 25, 143] as [UInt16?] {
        for setting in [nil, "smtpd_client_auth_rate_limit", "ClientRate", "postscreen"] {
          var context = RemedyContext(cause: cause, version: version)
          (context.agents, context.peakDemand, context.setting) = (agents, demand, setting)
          context.server = port.map { Endpoint(address: IPAddress(v4: 0x0a04_045f), port: $0) }
          context.connector = port == 25 ? #"MAIL\UCCX"# : nil
          contexts.append(context)
        }
      }
    }
    return contexts
  }
}

/// Finds the sentences that are anywhere in a value.
enum SentenceSearch {
  static func sentences(in value: Any) -> [Sentence] {
    if let sentence = value as? Sentence { return [sentence] }
    return Mirror(reflecting: value).children.flatMap { sentences(in: $0.value) }
  }
}
