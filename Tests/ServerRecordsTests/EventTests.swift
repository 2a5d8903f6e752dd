import Bytes
import Testing

@testable import ServerRecords

/// One 9646 in a format of its own, and the instant that it names.
struct EventExport: Sendable, CustomTestStringConvertible {
  var name: String
  var text: String
  var seconds: Int64
  var isUTC = false
  var testDescription: String { name }

  private static let message =
    "Mapi session \"/o=C/ou=E/cn=Recipients/cn=uccxmail\" exceeded the maximum of 16 objects of type \"session\"."
  private static let doubled = message.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"")
  /// 2026-11-23 14:52:11, read as UTC.
  private static let local: Int64 = 1_795_445_531

  static let all = [
    EventExport(
      name: "Event Viewer, CSV",
      text: "Level,Date and Time,Source,Event ID,Task Category\r\nError,11/23/2026 2:52:11 PM,"
        + "MSExchangeIS,9646,General,\"\(doubled)\"\r\n", seconds: local),
    EventExport(
      name: "Event Viewer, CSV, Korean",
      text: "\u{feff}수준,날짜 및 시간,원본,이벤트 ID,작업 범주\r\n오류,2026-11-23 오후 2:52:11,"
        + "MSExchangeIS,9646,일반,\"\(doubled)\"\r\n", seconds: local),
    EventExport(
      name: "Export-Csv",
      text: "#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"
        + "\"Message\",\"Id\",\"Version\",\"Qualifiers\",\"ProviderName\",\"TimeCreated\"\r\n"
        + "\"\(doubled)\",\"9646\",\"\",\"49158\",\"MSExchangeIS\",\"23.11.2026 14:52:11\"\r\n",
      seconds: local),
    EventExport(
      name: "Get-WinEvent, list",
      text:
        "\r\nTimeCreated  : 11/23/2026 2:52:11 PM\r\nProviderName : MSExchangeIS\r\nId           : 9646\r\n"
        + "Message      : \(message)\r\n\r\n", seconds: local),
    EventExport(
      name: "wevtutil, text",
      text:
        "Event[0]:\n  Log Name: Application\n  Source: MSExchangeIS\n  Date: 2026-11-23T14:52:11.000\n"
        + "  Event ID: 9646\n  Task: General\n  Level: Error\n  Description: \n\(message)\n",
      seconds: local),
    EventExport(
      name: "wevtutil, XML",
      text: "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        + "<Provider Name='MSExchangeIS'/><EventID Qualifiers='49158'>9646</EventID>"
        + "<TimeCreated SystemTime='2026-11-23T05:52:11.000000000Z'/></System><EventData>"
        + "<Data>/o=C/ou=E/cn=Recipients/cn=uccxmail</Data><Data>16</Data><Data>session</Data>"
        + "</EventData></Event>", seconds: local - 32_400, isUTC: true),
  ]
}

struct EventTests {
  private func records(_ bytes: [UInt8]) throws -> (ServerRecords, [RecordProblem]) {
    var records = ServerRecords()
    let problems = try records.add(bytes, from: "events", as: .events)
    return (records, problems)
  }

  @Test(arguments: EventExport.all)
  func `every format gives the same event`(_ export: EventExport) throws {
    for bytes in [Array(export.text.utf8), utf16(export.text)] {
      let (records, problems) = try records(bytes)
      #expect(problems.isEmpty)
      let event = try #require(records.sessionLimits.first)
      #expect(records.sessionLimits.count == 1)
      #expect(event.mailboxName == "uccxmail")
      #expect(event.maximum == 16)
      #expect(event.countsSessions)
      #expect(event.time.instant.nanoseconds == export.seconds * 1_000_000_000)
      #expect(event.time.isUTC == export.isUTC)
    }
  }

  @Test(arguments: EventExport.all)
  func `an export cut off anywhere gives an event or an error, never a wrong limit`(
    _ export: EventExport
  ) {
    let bytes = Array(export.text.utf8)
    for cut in 0...bytes.count {
      guard let (records, _) = try? records(Array(bytes[..<cut])) else { continue }
      #expect(records.sessionLimits.allSatisfy { [1, 16].contains($0.maximum) }, "cut at \(cut)")
    }
  }

  @Test func `a document type ends the reading of XML`() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Events>&b;</Events>"
    #expect(throws: RecordProblem.self) { try records(Array(bomb.utf8)) }
  }

  @Test func `a connector's refusal names connector, address and limit`() throws {
    let text =
      "Level,Date and Time,Source,Event ID,Task Category\nWarning,04/20/2026 16:15:52,"
      + "MSExchangeTransport,1021,SmtpReceive,\"Receive connector \"\"Client EX1\"\" rejected an"
      + " incoming connection from IP address 10.4.4.90. The maximum number of connections per"
      + " source (20) for this connector has been reached by this source IP address.\"\n"
    let event = try #require(try records(Array(text.utf8)).0.connectorRefusals.first)
    #expect(event.connector == "Client EX1")
    #expect(event.address == "10.4.4.90")
    #expect(event.limit == 20)
  }

  private func utf16(_ text: String) -> [UInt8] {
    [0xff, 0xfe] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }
}
