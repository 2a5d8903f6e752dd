import Dispatch
import Synchronization

/// Makes two values at the same time, on two cores where there are two.
func concurrently<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let made = Mutex<(first: First?, second: Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { turn in
    if turn == 0 {
      let value = first()
      made.withLock { $0.first = value }
    } else {
      let value = second()
      made.withLock { $0.second = value }
    }
  }
  let (one, other) = made.withLock { ($0.first, $0.second) }
  return (one ?? first(), other ?? second())
}

/// The elements of both halves of a range, in their order, made at the same time.
func concurrentFlatMap<Element: Sendable>(
  _ range: Range<Int>, _ make: @Sendable (Range<Int>) -> [Element]
) -> [Element] {
  let middle = range.lowerBound + range.count / 2
  let (one, other) = concurrently(
    { make(range.lowerBound..<middle) }, { make(middle..<range.upperBound) })
  return one + other
}
