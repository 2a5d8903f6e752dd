/// How much of a server's records is read; beyond it the rest is counted as a problem.
package struct RecordLimits: Sendable {
  /// Bytes of one file.
  package static let fileBytes = 64 << 20
  /// Rows, events or lines with a meaning in one file.
  package var rows = 1_000_000
  /// Events of the kinds that matter, kept from one file.
  package var events = 100_000
  /// Objects of a settings listing, and settings of one object.
  package var objects = 10_000
  package var settingsOfObject = 2_000
  /// Bytes of one value or message that are kept.
  package var valueBytes = 8_192
  /// Problems of one file that are told; all are counted.
  package var problems = 20

  package init() {}
}
