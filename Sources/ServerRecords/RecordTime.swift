package import Bytes

/// A time as a server wrote it down.
package struct RecordTime: Hashable, Sendable {
  /// The instant; a local time is taken as if its zone were UTC.
  package var instant: Timestamp
  /// Whether the file says which zone the time is in.
  package var isUTC: Bool

  package init(instant: Timestamp, isUTC: Bool) {
    self.instant = instant
    self.isUTC = isUTC
  }
}
