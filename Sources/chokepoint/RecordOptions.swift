import ArgumentParser
import Capture
import ServerRecords

/// What the server wrote down of itself, to hold against the captures.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "An export of the server's event log (CSV, XML or text). May be given several times.",
      valueName: "file"), completion: .file())
  var events: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Text of 'Get-ImapSettings | fl', 'Get-ReceiveConnector | fl', 'Get-ThrottlingPolicy | fl', \
      also several in one file. May be given several times.
      """, valueName: "file"), completion: .file())
  var settings: [String] = []

  @Option(
    name: .customLong("imap-log"),
    help: ArgumentHelp(
      "An IMAP4 protocol log of Exchange. May be given several times.", valueName: "file"),
    completion: .file())
  var protocolLogs: [String] = []

  /// Reads all files; what cannot be read is a line on standard error each, and the rest is used.
  func records() -> (records: ServerRecords, hasTrouble: Bool) {
    var records = ServerRecords()
    var hasTrouble = false
    let files =
      events.map { ($0, RecordFile.Kind.events) } + settings.map { ($0, .settings) }
      + protocolLogs.map { ($0, .protocolLog) }
    for (path, kind) in files {
      do {
        let bytes = try InputFile.read(path, limit: RecordLimits.fileBytes)
        for problem in try records.add(bytes, from: path, as: kind) {
          Terminal.message("\(problem)")
          hasTrouble = true
        }
      } catch {
        Terminal.message("\(error)")
        hasTrouble = true
      }
    }
    return (records, hasTrouble)
  }
}
