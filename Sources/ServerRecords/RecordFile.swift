/// A file of a server's records.
package struct RecordFile: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case events
    case settings
    case protocolLog = "imap-log"
  }

  /// As given on the command line.
  package var name: String
  package var kind: Kind
  /// Whether no date in it tells days from months: it was read as month/day.
  package var hasAmbiguousDates = false
}

/// Where in the records something stands.
package struct RecordSource: Hashable, Sendable {
  /// The file's place in `ServerRecords.files`.
  package var file: Int
  /// From 1.
  package var line: Int

  package init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}
