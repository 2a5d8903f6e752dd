import Synchronization

/// A number that several threads add to.
final class SharedCount: Sendable {
  private let value = Mutex(0)

  /// The number after adding to it.
  func add(_ change: Int) -> Int {
    value.withLock { value in
      value += change
      return value
    }
  }
}
