import Dispatch
import Synchronization

/// Makes two values at the same time, on two cores where there are two: the first one here.
///
/// May be nested. Each call waits for its own second value only.
func concurrently<First, Second: Sendable>(
  _ first: () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  let made = Later<Second>()
  let group = DispatchGroup()
  DispatchQueue.global().async(group: group) { made.set(second()) }
  let one = first()
  group.wait()
  return (one, made.value ?? second())
}

/// The elements of both halves of a range, in their order, made at the same time.
func concurrentFlatMap<Element: Sendable>(
  _ range: Range<Int>, _ make: @escaping @Sendable (Range<Int>) -> [Element]
) -> [Element] {
  let middle = range.lowerBound + range.count / 2
  let (one, other) = concurrently(
    { make(range.lowerBound..<middle) }, { make(middle..<range.upperBound) })
  return one + other
}

/// A value that another thread makes.
private final class Later<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  var value: Value? { made.withLock { $0 } }

  func set(_ value: Value) { made.withLock { $0 = value } }
}
