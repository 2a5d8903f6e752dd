import Bytes
package import Diagnosis
import Mail
import Packets
package import Sessions

/// Writes sessions as a table for people, as CSV for spreadsheets and as JSON Lines for programs.
package struct SessionReport {
  package enum Format: String, Sendable, CaseIterable {
    case table
    case csv
    case jsonl
  }

  package var captures: [CaptureFacts]
  package var signatures: SignatureTable

  package init(captures: [CaptureFacts], signatures: SignatureTable) {
    self.captures = captures
    self.signatures = signatures
  }

  /// The line or lines before the sessions; empty where the format has none.
  package func head(_ format: Format) -> String {
    switch format {
    case .table:
      "   frames        start  client                 server                 proto opening    "
        + "closing     account              signed in  answer\n"
    case .csv: Self.columns.map(csvField).joined(separator: ",") + "\r\n"
    case .jsonl: ""
    }
  }

  /// One session as a line, with its line break.
  package func line(_ session: MailSession, _ format: Format) throws -> String {
    switch format {
    case .table: tableRow(session)
    case .csv: values(of: session).map(csvField).joined(separator: ",") + "\r\n"
    case .jsonl: try JSONText.encode(document(of: session), pretty: false) + "\n"
    }
  }

  private static let columns = [
    "capture", "protocol", "client", "clientPort", "server", "serverPort", "start", "end",
    "firstFrame", "lastFrame", "opening", "closing", "greeting", "tls", "mechanism", "account",
    "accountAsSeen", "workstation", "result", "response", "authenticationFrame", "latency",
    "authentications", "commands", "bytesFromClient", "bytesFromServer", "gapBytesClient",
    "gapBytesServer", "anomalies",
  ]

  private func values(of session: MailSession) -> [String] {
    let document = document(of: session)
    // The last attempt is the one that left the session as it is.
    let sign = document.authentications.last
    return [
      terminalText(document.capture), document.protocol, document.client.address,
      "\(document.client.port)", document.server.address, "\(document.server.port)",
      document.start, document.end, "\(document.firstFrame)", "\(document.lastFrame)",
      document.opening, document.closing, session.greeting.map { terminalText($0.text) } ?? "",
      document.tls, sign?.mechanism ?? "", terminalText(sign?.account.value ?? ""),
      session.authentications.last?.accountAsSeen.map { terminalText($0) } ?? "",
      session.authentications.last?.workstation.map { terminalText($0) } ?? "",
      sign?.result ?? "", session.authentications.last?.response.map { terminalText($0) } ?? "",
      sign.map { "\($0.frame)" } ?? "", sign?.latency.value.map { "\($0)" } ?? "",
      "\(document.authentications.count)", "\(document.commands)", "\(document.bytesFromClient)",
      "\(document.bytesFromServer)", "\(session.gaps.client.bytes)",
      "\(session.gaps.server.bytes)", document.anomalies.joined(separator: " "),
    ]
  }

  private func document(of session: MailSession) -> SessionDocument {
    let facts = captures.indices.contains(session.capture) ? captures[session.capture] : nil
    let digits = facts?.digits ?? 6
    return SessionDocument(
      capture: facts?.path ?? "", protocol: session.mailProtocol.rawValue,
      client: SessionDocument.Host(
        address: session.client.address.description, port: Int(session.client.port)),
      server: SessionDocument.Host(
        address: session.server.address.description, port: Int(session.server.port)),
      start: rfc3339(session.first.time, digits: digits),
      end: rfc3339(session.last.time, digits: digits), firstFrame: session.first.frame,
      lastFrame: session.last.frame, opening: session.opening.rawValue,
      closing: session.closing.rawValue, greeting: OrNull(session.greeting.map(Self.greeting)),
      tls: session.tls.rawValue,
      authentications: session.authentications.map { authentication($0, digits: digits) },
      commands: session.commandCount, bytesFromClient: session.bytes.client,
      bytesFromServer: session.bytes.server,
      gaps: SessionDocument.Gaps(
        client: session.gaps.client.count, server: session.gaps.server.count),
      anomalies: session.anomalies.keys.sorted())
  }

  private static func greeting(_ fact: GreetingFact) -> String {
    (fact.code.map { "\($0) " } ?? "") + jsonString(fact.text)
  }

  private func authentication(
    _ fact: AuthenticationFact, digits: Int
  ) -> SessionDocument.Authentication {
    SessionDocument.Authentication(
      mechanism: fact.mechanism, account: OrNull(fact.account?.user),
      accountAsSeen: OrNull(fact.accountAsSeen.map(jsonString)),
      workstation: OrNull(fact.workstation.map(jsonString)),
      result: signatures.namesThrottling(fact) ? "throttled" : fact.result.rawValue,
      response: OrNull(fact.response.map(jsonString)), frame: fact.answer.frame,
      time: rfc3339(fact.answer.time, digits: digits), latency: OrNull(fact.latency?.seconds))
  }

  private func tableRow(_ session: MailSession) -> String {
    let facts = captures.indices.contains(session.capture) ? captures[session.capture] : nil
    let start = session.first.time.since(facts?.origin ?? session.first.time)
    let sign = session.authentications.last
    let result = sign.map { signatures.namesThrottling($0) ? "throttled" : $0.result.rawValue }
    let account = sign?.account.map { terminalText(WireText($0.user), limit: 40) } ?? "-"
    let answer = sign?.response.map { terminalText($0, limit: 60) }
    let greeting = session.greeting.map { terminalText($0.text, limit: 60) }
    return "\(session.first.frame)".rightAligned(7) + seconds(start, digits: 6).rightAligned(15)
      + "  "
      + session.client.description.leftAligned(23) + session.server.description.leftAligned(23)
      + session.mailProtocol.rawValue.leftAligned(6) + session.opening.rawValue.leftAligned(11)
      + session.closing.rawValue.leftAligned(12) + account.leftAligned(21)
      + (result ?? "-").leftAligned(11)
      + (answer ?? greeting ?? "-") + "\n"
  }

}
