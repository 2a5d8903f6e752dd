import Foundation

/// Random numbers that can be had again: SplitMix64.
struct RandomSource: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  mutating func chance(_ probability: Double) -> Bool {
    .random(in: 0..<1, using: &self) < probability
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &self) }

  /// One of these; the list is not empty.
  mutating func pick<T>(_ choices: T...) -> T { choices[number(0...(choices.count - 1))] }
}

/// What the random tests begin with, and how much they do.
enum RandomRuns {
  /// `CHOKEPOINT_SEED`, or a new one for each run; printed, so that a failure can be had again.
  static let seed: UInt64 = {
    let text = ProcessInfo.processInfo.environment["CHOKEPOINT_SEED"]
    let seed = text.flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64(UInt32.max))
    print("random stream tests: CHOKEPOINT_SEED=\(seed)")
    return seed
  }()

  /// `CHOKEPOINT_THOROUGH` asks for five to ten times as much.
  static let isThorough = ProcessInfo.processInfo.environment["CHOKEPOINT_THOROUGH"] != nil

  static func source(_ run: Int) -> RandomSource {
    RandomSource(seed: seed &+ UInt64(run) &* 0x2545_f491_4f6c_dd1d)
  }
}
