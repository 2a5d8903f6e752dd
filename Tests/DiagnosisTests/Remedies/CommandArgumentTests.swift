import Packets
import Testing

@testable import Diagnosis

/// Names from the wire in commands that an administrator pastes: each stays one quoted word.
struct CommandArgumentTests {
  static let hostile = [
    "o'brien", "x'; Remove-Mailbox y; '", "a\u{2019}; calc", "''", "'", "\u{201b}\u{201a}'",
    "$(calc)", "`calc`", "a\"; calc", "a|b", "a{b}", "a;b", "a & b", "#x", "-x", "--%", "%TEMP%",
    #"CONTOSO\uccxmail"#, "uccx@contoso.com", "x y",
  ]
  static let unprintable = [
    "a\nb", "a\rb", "a\u{0}b", "a\u{1b}[2J", "a\u{202e}b", "a\u{200b}b", "x'\u{301}; calc",
    "a\u{a0}b", "a\u{2028}b", "*", "a?", "[a]", "", String(repeating: "x", count: 300),
  ]

  @Test(arguments: hostile + unprintable)
  func `a hostile account changes nothing of a plan but one word`(account: String) {
    let isKept = Self.hostile.contains(account)
    for version in ServerVersion.exchangeVersions {
      for cause in Cause.allCases {
        let plain = RemedyCommandTests.plan(cause, version, account: "PLAIN")
        let other = RemedyCommandTests.plan(cause, version, account: account)
        #expect(
          RemedyCommandTests.lines(other).map { PowerShellLine($0).commands }
            == RemedyCommandTests.lines(plain).map { line in
              PowerShellLine(line).commands.map { words in
                words.map { word in
                  word.text == "PLAIN"
                    ? PowerShellLine.Word(text: isKept ? account : "ACCOUNT", isQuoted: true) : word
                }
              }
            })
      }
    }
  }

  @Test(arguments: hostile + unprintable)
  func `a hostile connector is one word, or the usual name`(name: String) throws {
    let plan = RemedyCommandTests.plan(.smtpMessageRate, .exchange2016) { $0.connector = name }
    let words = PowerShellLine(plan.remedies[0].commands[0].description).commands
    #expect(words.count == 1)
    let place = try #require(words[0].firstIndex { $0.text == "-Identity" })
    let usual = #"SERVER\Client Frontend SERVER"#
    #expect(
      words[0][place + 1]
        == PowerShellLine.Word(text: Self.hostile.contains(name) ? name : usual, isQuoted: true))
  }

  @Test(arguments: hostile + unprintable)
  func `a POSIX shell sees one word`(name: String) throws {
    let quoted = CommandArgument.shell(name, placeholder: "ACCOUNT")
    let isKept = Self.hostile.contains(name) && !name.hasPrefix("-")
    #expect(Self.shellWords(quoted) == [isKept ? name : "ACCOUNT"])
  }

  @Test(arguments: [ServerVersion.dovecot23, .dovecot24, .cyrus, .courier, .zimbra])
  func `a hostile account is one word in other servers' commands`(version: ServerVersion) throws {
    for cause in [Cause.rejected, .lockedOrDisabled, .connectionsPerUserAndIP] {
      for account in Self.hostile where !account.hasPrefix("-") {
        let plain = RemedyCommandTests.plan(cause, version, account: "PLAIN")
        let other = RemedyCommandTests.plan(cause, version, account: account)
        for (one, two) in zip(RemedyCommandTests.lines(plain), RemedyCommandTests.lines(other))
        where one != two {
          #expect(
            Self.shellWords(two) == Self.shellWords(one)?.map { $0 == "PLAIN" ? account : $0 })
        }
      }
    }
  }

  @Test func `a server's address stands for HOST`() {
    let address = IPAddress(v4: 0x0a04_045f)
    let plan = RemedyCommandTests.plan(.unreachable, .exchange) {
      $0.server = Endpoint(address: address, port: 993)
    }
    #expect(plan.remedies[0].read.contains("telnet 10.4.4.95 993"))
    #expect(
      RemedyCommandTests.plan(.unreachable, .exchange).remedies[0].read.contains("telnet HOST 143"))
  }

  /// The words of a line as a POSIX shell sees them; nil where it would do more than call a program.
  private static func shellWords(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    var isEscaped = false
    for scalar in line.unicodeScalars {
      switch scalar {
      case _ where isEscaped:
        word = (word ?? "") + String(scalar)
        isEscaped = false
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case _ where isQuoted: word = (word ?? "") + String(scalar)
      case "\\": isEscaped = true
      case " ":
        if let word { words.append(word) }
        word = nil
      case "$", "`", "\"", ";", "|", "&", "<", ">", "(", ")", "*", "\n": return nil
      default: word = (word ?? "") + String(scalar)
      }
    }
    if let word { words.append(word) }
    return isQuoted || isEscaped ? nil : words
  }
}
