import Bytes
import Foundation
import Packets
import ServerRecords
import Sessions

/// Writes down what a server would have noted of some sessions, with a clock of its own.
struct ServerNotes {
  let sessions: [MailSession]
  /// The server's clock less the captures'.
  var ahead = Interval.zero

  /// The refused sign-ins' answers.
  var refusals: [Timestamp] {
    sessions.flatMap { session in
      session.authentications.filter { $0.result == .refused }.map(\.answer.time)
    }
  }

  /// The server's IMAP4 protocol log; `reason` stands in the context of every refused sign-in.
  func protocolLog(reason: String) -> String {
    var lines = [
      "#Fields: dateTime,sessionId,seqNumber,sIp,cIp,user,duration,rqsize,rpsize,command,"
        + "parameters,context"
    ]
    for (number, session) in sessions.enumerated() {
      func line(_ sequence: Int, _ time: Timestamp, _ rest: String) {
        let ends = "\(session.server),\(session.client)"
        lines.append("\(zulu(time)),S\(number),\(sequence),\(ends),\(rest)")
      }
      line(0, session.established?.time ?? session.first.time, ",1,0,53,OpenSession,,")
      for fact in session.authentications {
        let context =
          fact.result == .accepted ? "R=OK" : "\"R=\"\"A1 NO failed.\"\";Msg=\(reason)\""
        line(1, fact.answer.time, "uccxmail,9,30,28,authenticate,PLAIN,\(context)")
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  /// Event 9646 at each of some times, as wevtutil prints it.
  func storeEvents(
    at times: [Timestamp], mailbox: String = "uccxmail", maximum: Int = 16, type: String = "session"
  ) -> String {
    times.enumerated().map { number, time in
      """
      Event[\(number)]:
        Log Name: Application
        Source: MSExchangeIS
        Date: \(zulu(time).dropLast(5)).000
        Event ID: 9646
        Level: Error
        Description:
      Mapi session "/o=C/ou=E/cn=Recipients/cn=\(mailbox)" exceeded the maximum of \(maximum) \
      objects of type "\(type)".

      """
    }.joined(separator: "\n")
  }

  /// `Get-ImapSettings | fl`.
  static func imapSettings(_ values: [(String, String)]) -> String {
    (["ProtocolName : IMAP4"] + values.map { "\($0.0) : \($0.1)" }).joined(separator: "\r\n")
      + "\r\n"
  }

  private func zulu(_ time: Timestamp) -> String {
    let nanoseconds = time.advanced(by: ahead).nanoseconds
    let date = Date(timeIntervalSince1970: Double(nanoseconds / 1_000_000_000))
    let milliseconds = nanoseconds / 1_000_000 % 1_000
    let whole = date.ISO8601Format().dropLast()
    return "\(whole).\(String(milliseconds + 1_000).dropFirst())Z"
  }
}
