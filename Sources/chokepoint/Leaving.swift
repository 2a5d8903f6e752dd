import Foundation

/// Ends the process; what is held is not taken apart before, as the system takes all memory back at
/// once.
func leave(status: Int32, holding kept: some Any) -> Never {
  withExtendedLifetime(kept) { exit(status) }
}
