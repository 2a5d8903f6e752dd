import Bytes
import TestSupport
import Testing

@testable import Diagnosis

struct StepFunctionTests {
  /// What a step function means, said plainly: sum all changes that have taken hold.
  private func value(
    at halfNanosecond: Int64, _ changes: [(time: Timestamp, edge: StepFunction.Edge, by: Int32)]
  ) -> Int {
    changes.reduce(0) { sum, change in
      let moment = change.time.nanoseconds * 2 + change.edge.rawValue
      return moment <= halfNanosecond ? sum + Int(change.by) : sum
    }
  }

  /// Each change as so many steps of one.
  private func made(
    of changes: [(time: Timestamp, edge: StepFunction.Edge, by: Int32)]
  ) -> StepFunction.Changes {
    var made = StepFunction.Changes()
    for change in changes {
      for _ in 0..<abs(change.by) {
        if change.by > 0 {
          made.rise(change.edge, change.time)
        } else {
          made.fall(change.edge, change.time)
        }
      }
    }
    return made
  }

  @Test(arguments: 0..<200)
  func `extremes equal those of adding up every change at every instant`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let changes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      (
        time: Timestamp(nanoseconds: Int64.random(in: 0...20, using: &random)),
        edge: Bool.random(using: &random) ? StepFunction.Edge.at : .after,
        by: Int32.random(in: -2...2, using: &random)
      )
    }
    let function = StepFunction(made(of: changes))
    for start in Int64(-2)...22 {
      for end in start...22 {
        let values = (start * 2...end * 2).map { value(at: $0, changes) }
        let range = function.extremes(
          from: Timestamp(nanoseconds: start), through: Timestamp(nanoseconds: end))
        #expect(range.lowerBound == values.min(), "seed \(seed), \(start)...\(end)")
        #expect(range.upperBound == values.max(), "seed \(seed), \(start)...\(end)")
      }
    }
  }

  @Test func `times at the ends of the range do not overflow`() {
    let function = StepFunction(
      made(of: [
        (Timestamp(nanoseconds: .min), .at, 1), (Timestamp(nanoseconds: .max), .after, -1),
      ]))
    let range = function.extremes(
      from: Timestamp(nanoseconds: .min), through: Timestamp(nanoseconds: .max))
    #expect(range.upperBound == 1)
  }
}
