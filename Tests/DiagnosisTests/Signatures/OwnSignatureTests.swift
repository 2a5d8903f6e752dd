import Bytes
import Mail
import Testing

@testable import Diagnosis

struct OwnSignatureTests {
  private func parse(_ rows: String...) throws -> [Signature] {
    let text = "id\twhere\tpattern\tcauses\n" + rows.map { $0 + "\n" }.joined()
    return try SignatureFile.parse(Array(text.utf8))
  }

  @Test func `own rows come before the built-in ones, however short their patterns`() throws {
    let own = try parse("mine\ttagged_no\tAUTH*\tlocked-or-disabled")
    let table = SignatureTable.builtIn.extended(by: own)
    let match = try #require(table.match(WireText("AUTHENTICATE failed."), at: .taggedNO))
    #expect(match.signature.id == "mine")
    #expect(table.signatures.count == SignatureTable.builtIn.signatures.count + 1)
  }

  @Test func `a row with a known id takes its place`() throws {
    let own = try parse("ex-auth-failed\ttagged_no\tSomething else\trejected")
    let table = SignatureTable.builtIn.extended(by: own)
    #expect(table.signatures.count == SignatureTable.builtIn.signatures.count)
    #expect(table.match(WireText("AUTHENTICATE failed."), at: .taggedNO) == nil)
  }

  @Test func `a later file comes before an earlier one`() throws {
    let first = try parse("a\ttagged_no\tNo*\trejected", "b\ttagged_no\tOther\trejected")
    let second = try parse("b\ttagged_no\tNo more*\tunavailable")
    let table = SignatureTable.builtIn.extended(by: first).extended(by: second)
    #expect(table.match(WireText("no more"), at: .taggedNO)?.signature.id == "b")
    #expect(table.match(WireText("other"), at: .taggedNO) == nil)
    #expect(table.signatures.filter { $0.id == "b" }.count == 1)
  }

  @Test func `the table as a file is the table again`() throws {
    let rows = try SignatureFile.parse(PackageResources.signatures_tsv)
    let text = SignatureFile.text(of: rows)
    #expect(Array(text.utf8) == PackageResources.signatures_tsv)
    let table = SignatureTable.builtIn.extended(by: try SignatureFile.parse(Array(text.utf8)))
    for words in ["AUTHENTICATE failed.", "Server Unavailable. 15", "[LIMIT] x Rate limit hit."] {
      let text = WireText(words)
      #expect(
        table.match(text, at: .taggedNO)?.signature.id
          == SignatureTable.builtIn.match(text, at: .taggedNO)?.signature.id)
    }
  }

  @Test func `an own text changes the verdict`() throws {
    var script = SessionScript()
    for number in 0..<4 {
      let index = script.connect(
        client: number, at: number * 1_000, until: number * 1_000 + 900, greeting: "OK Hello")
      script.authenticate(
        index, at: number * 1_000 + 100, answer: "A1 NO Zu viele Verbindungen (max 7)")
    }
    #expect(Diagnosis(of: script.sessions).incidents.first?.cause == .rejected)
    var options = DiagnosisOptions()
    options.signatures = SignatureTable.builtIn.extended(
      by: try parse("mine\ttagged_no\tZu viele Verbindungen (max *)\tconnections-per-user"))
    let incident = try #require(
      Diagnosis(of: script.sessions, options: options).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.limit?.value == 7)
  }

  @Test(arguments: [
    ("id\twhere\tpattern\nx\tgreeting\tp\nx\tgreeting\tq\n", 3, 1),
    ("id\twhere\tpattern\n\tgreeting\tp\n", 2, 1),
    ("id\twhere\tpattern\tid\n", 1, 18),
    ("id\twhere\tpattern\tcauses\nx\tgreeting\tp\trejected, flu\n", 2, 24),
    ("id\twhere\tpattern\tprotocol\nx\tgreeting\tp\tpop3\n", 2, 14),
    ("id\twhere\tpattern\nx\tgreeting\tp\u{1b}[31m\n", 2, 13),
    ("id\twhere\tpattern\nxä\tgreeting\tp\u{9b}\n", 2, 15),
  ])
  func `more that breaks a table, with its place`(text: String, line: Int, column: Int) {
    #expect {
      _ = try SignatureFile.parse(Array(text.utf8))
    } throws: { error in
      guard let error = error as? SignatureFileError else { return false }
      return error.line == line && error.column == column
    }
  }

  @Test func `Windows line ends and a byte-order mark do no harm`() throws {
    let text = "\u{feff}id\twhere\tpattern\r\nx\tgreeting\tOK\r\n\r\n"
    #expect(try SignatureFile.parse(Array(text.utf8)).map(\.patternText) == ["OK"])
  }

  @Test(arguments: ["[LIMIT]", "[UNAVAILABLE]"])
  func `Dovecot's limit is known by its words, whichever code its version gives`(code: String)
    throws
  {
    let text =
      "\(code) Maximum number of connections from user+IP exceeded"
      + " (mail_max_userip_connections=10)"
    let match = try #require(SignatureTable.builtIn.match(WireText(text), at: .taggedNO))
    #expect(match.signature.causes == [.connectionsPerUserAndIP])
    #expect(match.statedValue == 10)
  }
}
