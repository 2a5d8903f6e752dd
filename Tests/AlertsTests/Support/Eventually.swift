import Testing

/// Waits until something holds, for at most so long; whether it did.
func eventually(
  within limit: Duration = .seconds(60), _ holds: () async throws -> Bool
) async throws -> Bool {
  let end = ContinuousClock.now + limit
  while ContinuousClock.now < end {
    if try await holds() { return true }
    try await Task.sleep(for: .milliseconds(10))
  }
  return try await holds()
}
