import Bytes
import Testing

@testable import Diagnosis

struct SignatureTests {
  @Test func `the table that ships has its rows, each with an id of its own`() throws {
    let rows = try SignatureFile.parse(PackageResources.signatures_tsv)
    #expect(rows.count == 156)
    #expect(Set(rows.map(\.id)).count == rows.count)
  }

  @Test func `every row matches its own pattern with something in place of the stars`() throws {
    for row in try SignatureFile.parse(PackageResources.signatures_tsv) {
      let text = row.patternText.replacing("*", with: "7 x")
      #expect(row.pattern.match(Array(text.uppercased().utf8)[...]) != nil, "\(row.id)")
    }
  }

  @Test(arguments: [
    ("abc", "abc", true), ("abc", "ABC", true), ("abc", "abcd", false), ("a*c", "abbbc", true),
    ("a*c", "ac", true), ("a*c", "acx", false), ("*", "", true), ("*x*", "axb", true),
    ("*x*", "ab", false), ("ab*ba", "aba", false), ("a**b", "a1b", true), ("", "", true),
    ("", "x", false),
  ])
  func `a star stands for any run of bytes`(pattern: String, text: String, matches: Bool) {
    #expect((SignaturePattern(pattern).match(Array(text.utf8)[...]) != nil) == matches)
  }

  @Test func `Dovecot's own words hold the limit's value`() throws {
    let text =
      "[UNAVAILABLE] Maximum number of connections from user+IP exceeded"
      + " (mail_max_userip_connections=4)"
    let match = try #require(SignatureTable.builtIn.match(WireText(text), at: .taggedNO))
    #expect(match.signature.id == "dovecot-limit-23")
    #expect(match.statedValue == 4)
    #expect(match.signature.causes == [.connectionsPerUserAndIP])
  }

  @Test func `a full stop tells Exchange from Zimbra`() throws {
    let table = SignatureTable.builtIn
    let exchange = try #require(table.match(WireText("AUTHENTICATE failed."), at: .taggedNO))
    let zimbra = try #require(table.match(WireText("AUTHENTICATE failed"), at: .taggedNO))
    #expect(exchange.signature.serverFamily == .exchange)
    #expect(zimbra.signature.serverFamily == .zimbra)
  }

  @Test func `the word server tells the whole connector from one source`() throws {
    let table = SignatureTable.builtIn
    let total = try #require(
      table.match(
        reply: 421,
        WireText(
          "4.3.2 The maximum number of concurrent server connections has exceeded a limit,"
            + " closing transmission channel")))
    #expect(total.signature.causes == [.smtpConnectionsTotal])
    let source = try #require(
      table.match(
        reply: 421,
        WireText(
          "4.3.2 The maximum number of concurrent connections has exceeded a limit,"
            + " closing transmission channel")))
    #expect(source.signature.causes == [.smtpConnectionsPerSource])
  }

  @Test(arguments: [
    ("", 1, 1), ("id\twhere\n", 1, 1), ("id\twhere\tpattern\tcolour\n", 1, 18),
    ("id\twhere\tpattern\nx\tnowhere\tp\n", 2, 3),
    ("id\twhere\tpattern\nx\tgreeting\t\n", 2, 12),
    ("id\twhere\tpattern\tcauses\nx\tgreeting\tp\tflu\n", 2, 14),
    ("id\twhere\tpattern\nx\tgreeting\tp\tmore\n", 2, 14),
  ])
  func `a broken table names line and column`(text: String, line: Int, column: Int) {
    #expect {
      _ = try SignatureFile.parse(Array(text.utf8))
    } throws: { error in
      guard let error = error as? SignatureFileError else { return false }
      return error.line == line && error.column == column
    }
  }
}
