/// What servers wrote down of themselves: events, settings and protocol logs of any number of files.
package struct ServerRecords: Sendable {
  package private(set) var files: [RecordFile] = []
  package private(set) var sessionLimits: [SessionLimitEvent] = []
  package private(set) var userLimits: [UserLimitEvent] = []
  package private(set) var connectorRefusals: [ConnectorRefusalEvent] = []
  package private(set) var imapSettings: [ImapSettings] = []
  package private(set) var receiveConnectors: [ReceiveConnector] = []
  package private(set) var throttlingPolicies: [ThrottlingPolicy] = []
  package private(set) var storeParameters: [StoreParameters] = []
  package private(set) var protocolLog: [ProtocolLogEntry] = []

  package init() {}

  package var isEmpty: Bool { files.isEmpty }

  /// Takes a file in, and returns what of it could not be read.
  ///
  /// A file in which nothing can be recognised is an error.
  package mutating func add(
    _ bytes: [UInt8], from name: String, as kind: RecordFile.Kind,
    limits: RecordLimits = RecordLimits()
  ) throws(RecordProblem) -> [RecordProblem] {
    var input = RecordInput(
      text: RecordText.utf8(bytes), file: files.count, limits: limits,
      problems: ProblemList(file: name, limit: limits.problems))
    var file = RecordFile(name: name, kind: kind)
    switch kind {
    case .events: try takeEvents(&input, &file)
    case .settings: try takeSettings(&input)
    case .protocolLog: protocolLog += try ProtocolLogFile.entries(of: &input)
    }
    files.append(file)
    return input.problems.all
  }

  private mutating func takeEvents(
    _ input: inout RecordInput, _ file: inout RecordFile
  ) throws(RecordProblem) {
    let events = try EventFile.events(of: &input)
    sessionLimits += events.sessionLimits
    userLimits += events.userLimits
    connectorRefusals += events.connectorRefusals
    file.hasAmbiguousDates = events.hasAmbiguousDates
  }

  private mutating func takeSettings(_ input: inout RecordInput) throws(RecordProblem) {
    let settings = try SettingsFile.settings(of: &input)
    imapSettings += settings.imap
    receiveConnectors += settings.connectors
    throttlingPolicies += settings.policies
    storeParameters += settings.store
  }
}

/// One file on its way through a parser.
struct RecordInput {
  /// UTF-8, though a file may hold other bytes.
  let text: [UInt8]
  let file: Int
  let limits: RecordLimits
  var problems: ProblemList

  func source(_ line: Int) -> RecordSource { RecordSource(file: file, line: line) }

  func value(_ bytes: ArraySlice<UInt8>) -> String { bytes.trimmed.text(limit: limits.valueBytes) }

  /// Why a file is of no use.
  func nothing(expected: String) -> RecordProblem {
    RecordProblem(
      file: problems.file, line: 1, column: 1, expected: expected,
      found: text.isEmpty ? "an empty file" : "nothing of the kind")
  }
}
