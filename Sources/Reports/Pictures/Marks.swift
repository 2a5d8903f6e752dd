import Bytes
import Diagnosis

/// Small signs of a picture, each place taken once: crosses for refusals, dots for the rest.
struct Marks {
  /// How far apart signs stand.
  private static let pitch = 5.0

  private var taken: Set<[Int]> = []
  private(set) var path = ""
  let isCross: Bool

  init(crosses isCross: Bool) { self.isCross = isCross }

  mutating func add(x: Double, y: Double) {
    let cell = [Int(x / Self.pitch), Int(y / Self.pitch)]
    guard taken.insert(cell).inserted else { return }
    path +=
      isCross
      ? "M\(coordinate(x - 2.2)) \(coordinate(y - 2.2))l4.4 4.4m0-4.4l-4.4 4.4"
      : "M\(coordinate(x - 1.8)) \(coordinate(y))a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0"
  }
}
