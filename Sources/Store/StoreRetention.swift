package import Bytes

/// How much a store keeps: what is older, and what is too much, goes, the oldest first.
///
/// An incident that is not over stays in any case.
package struct StoreRetention: Sendable {
  /// How long sessions, load samples and incidents are kept after their end.
  package var age: Interval
  /// Bytes of the file that are in use at most; the log beside it comes to some MiB more.
  package var bytes: Int

  package init(age: Interval = .seconds(90 * 86_400), bytes: Int = 1 << 30) {
    self.age = age
    self.bytes = bytes
  }

  /// Rows of each table that one step deletes at most: a step is one transaction, and what is to be
  /// written waits for it.
  static let stepRows = 1_000
  /// Pages that one step gives back to the file system at most: 16 MiB.
  static let stepPages = 4_096
  /// To how much of `bytes` a store is cut back, in per cent, so that not each batch begins anew.
  static let cutBack = 90
}
