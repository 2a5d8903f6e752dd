/// Runs `work` and cancels it when its time is up.
///
/// Returns when `work` has: what is run here must end soon after it is cancelled.
func withTimeLimit(
  _ limit: Duration, _ work: @escaping @Sendable () async throws -> Void
) async throws {
  try await withThrowingTaskGroup(of: Bool.self) { group in
    group.addTask {
      try await work()
      return true
    }
    group.addTask {
      try await Task.sleep(for: limit)
      return false
    }
    defer { group.cancelAll() }
    guard try await group.next() == true else { throw DeliveryFailure.timedOut(after: limit) }
  }
}
