import Bytes
import TestSupport
import Testing

@testable import Sessions

struct CommandLogTests {
  private func fact(_ number: Int, think: Int) -> CommandFact {
    let start = Talk.stamp(number * 2 + 1, number * 1_000)
    return CommandFact(
      .noop, outcome: .ok, request: start,
      firstByte: start.time.advanced(by: .milliseconds(Int64(think))),
      answer: Talk.stamp(number * 2 + 2, number * 1_000 + think))
  }

  /// The slow model: keeps everything, and chooses at the end.
  private func model(_ all: [CommandFact]) -> (sample: [CommandFact], slowest: [CommandFact]) {
    var stride = 1
    while (all.count + stride - 1) / stride > CommandLog.sampleLimit { stride *= 2 }
    let sample = all.indices.filter { $0 % stride == 0 }.map { all[$0] }
    let slowest = all.sorted { $0.think > $1.think }.prefix(CommandLog.slowestLimit)
    return (sample, Array(slowest))
  }

  @Test(arguments: [0, 1, 17, 128, 129, 255, 256, 257, 1_000, 5_003])
  func `an even choice and the slowest are kept`(count: Int) {
    var random = SeededGenerator(seed: UInt64(count))
    // Different think times, so that the slowest are the same whoever chooses.
    let thinks = (0..<count).map { $0 + 1 }.shuffled(using: &random)
    let all = thinks.enumerated().map { fact($0.offset, think: $0.element) }
    var log = CommandLog()
    for fact in all { log.add(fact) }
    let expected = model(all)
    #expect(log.count == count)
    #expect(log.evenly == expected.sample)
    #expect(Set(expected.slowest).isSubset(of: log.facts))
    #expect(log.facts.count <= CommandLog.sampleLimit + CommandLog.slowestLimit)
    #expect(log.facts.map(\.request.frame) == log.facts.map(\.request.frame).sorted())
    #expect(Set(log.facts).isSubset(of: all))
  }

  @Test func `a command takes thirty-two bytes`() {
    #expect(MemoryLayout<CommandFact>.stride == 32)
  }

  @Test func `times beyond the range of a fact are its greatest`() {
    let fact = CommandFact(
      .fetch, outcome: .ok, request: Talk.stamp(9, 0),
      firstByte: Timestamp(nanoseconds: .max), answer: Talk.stamp(3, -5))
    #expect(fact.think.nanoseconds == Int64(UInt32.max) * 1_000)
    #expect(fact.total == .zero)
    #expect(fact.answer == fact.request)
  }
}
