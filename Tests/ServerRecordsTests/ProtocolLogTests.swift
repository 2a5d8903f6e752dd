import Bytes
import Testing

@testable import ServerRecords

struct ProtocolLogTests {
  private let log = """
    #Software: Microsoft Exchange Server
    #Fields: dateTime,sessionId,seqNumber,sIp,cIp,user,duration,rqsize,rpsize,command,parameters,context
    2026-11-24T03:11:25.697Z,00000000A1,0,10.4.4.95:143,10.4.5.108:50001,,3,0,53,OpenSession,,
    2026-11-24T03:11:25.798Z,00000000A1,1,10.4.4.95:143,10.4.5.108:50001,uccxmail,9,30,28,login,uccxmail hunter2,"R=""A1 NO LOGIN failed."";Msg=UserConnectionLimitReached"
    2026-11-24T03:11:25.900Z,00000000A1,2,10.4.4.95:143,10.4.5.108:50001,,1,9,9,c2VjcmV0dG9rZW4=,more,R=OK

    """

  @Test func `entries have endpoints, command, status and reason, and no secret`() throws {
    var records = ServerRecords()
    #expect(try records.add(Array(log.utf8), from: "l", as: .protocolLog).isEmpty)
    let entries = records.protocolLog
    try #require(entries.count == 3)
    #expect(entries[0].command.opensSession)
    #expect(entries[1].client == "10.4.5.108:50001")
    #expect(entries[1].command == LoggedCommand(name: "LOGIN", parameter: "uccxmail"))
    #expect(entries[1].status == .no)
    #expect(entries[1].reason == .userConnectionLimitReached)
    #expect(entries[1].time.isUTC)
    #expect(entries[2].command == LoggedCommand.none)
    #expect(!"\(entries)".contains("hunter2"))
    #expect(!"\(entries)".contains("c2VjcmV0"))
  }

  @Test func `a log cut off anywhere never shows a secret`() {
    let bytes = Array(log.utf8)
    for cut in 0...bytes.count {
      var records = ServerRecords()
      let problems = (try? records.add(Array(bytes[..<cut]), from: "l", as: .protocolLog)) ?? []
      #expect(!"\(records.protocolLog)\(problems)".contains("hunter"), "cut at \(cut)")
    }
  }

  @Test func `a damaged line is told by place, and the others are used`() throws {
    let damaged = log.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset == 2 ? "yesterday,A1,0,x,y,," : String($0.element) }.joined(separator: "\n")
    var records = ServerRecords()
    let problems = try records.add(Array(damaged.utf8), from: "l", as: .protocolLog)
    #expect(problems.map(\.line) == [3])
    #expect(records.protocolLog.count == 2)
  }
}
