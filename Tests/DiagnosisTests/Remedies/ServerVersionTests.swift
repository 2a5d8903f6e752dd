import Mail
import Sessions
import Testing

@testable import Diagnosis

/// How versions are spelled, and what servers' words tell of theirs.
struct ServerVersionTests {
  @Test(arguments: [
    ("2010-sp1", ServerVersion.exchange2010SP1), ("exchange-2010-sp2", .exchange2010SP2),
    ("Exchange 2010 RTM", .exchange2010RTM), ("2010-rtm", .exchange2010RTM),
    ("SE", .exchangeSE), ("online", .exchangeOnline), ("2013", .exchange2013),
    ("dovecot", .dovecot), ("dovecot-2.4", .dovecot24), ("2010", .exchange2010),
    ("hMailServer", .hMailServer), ("office365", .exchangeOnline),
  ])
  func `versions are known by their short names`(spelling: String, version: ServerVersion) {
    #expect(ServerVersion(spelling: spelling) == version)
  }

  @Test(arguments: ["", "2011", "exchange-2000", "a\nb", String(repeating: "2010", count: 100)])
  func `other spellings are none`(spelling: String) {
    #expect(ServerVersion(spelling: spelling) == nil)
  }

  @Test(arguments: ServerVersion.allCases)
  func `every version has a spelling, and candidates that are not open`(version: ServerVersion) {
    #expect(ServerVersion(spelling: version.rawValue) == version)
    #expect(version.candidates.allSatisfy { !$0.isOpen && $0.family == version.family })
  }

  @Test(
    arguments: [
      (.exchange, "2007", .exchange2007), (.exchange, "2007-SE", .exchange),
      (.exchange, "2003", .unknown), (.exchange, nil, .exchange),
      (.exchange, "8.3.83.6", .exchange2007), (.exchange, "14.0.722.0", .exchange2010RTM),
      (.exchange, "14.1.438.0", .exchange2010SP1), (.exchange, "14.2.247.5", .exchange2010SP2),
      (.exchange, "14.3.123.4", .exchange2010SP3), (.exchange, "15.0.1497.2", .exchange2013),
      (.exchange, "15.1.2507.6", .exchange2016), (.exchange, "15.2.1544.4", .exchange2019),
      (.exchange, "15.2.2562.17", .exchangeSE), (.exchange, "99.1", .exchange),
      (.exchangeOnline, "service", .exchangeOnline), (.dovecot, "2.3.21", .dovecot23),
      (.dovecot, "2.4.1-4", .dovecot24), (.dovecot, "2.10", .dovecot24),
      (.dovecot, "3.0", .dovecot24), (.dovecot, nil, .dovecot), (.dovecot, "2", .dovecot),
      (.exim, "4.96", .exim), (.domino, nil, .unknown), (.unknown, nil, .unknown),
    ] as [(ServerFamily, String?, ServerVersion)])
  func `a server's words tell as much of its version as they say`(
    family: ServerFamily, text: String?, version: ServerVersion
  ) {
    #expect(ServerVersion(of: ServerIdentity(family: family, versionText: text)) == version)
  }

  @Test func `numbers are read at every cut`() {
    let text = "14.3.123.4.5"
    for length in 0...text.count {
      let numbers = ServerVersion.numbers(String(text.prefix(length)))
      #expect(numbers.count <= 4 && [14, 3, 123, 4].starts(with: numbers.dropLast()))
    }
    #expect(ServerVersion.numbers("99999999999999999999.1") == [])
    #expect(ServerVersion.numbers("15.x") == [15])
  }

  /// Sixteen sessions of one account, then refusals.
  private func throttled(banner: String?, answer: String = "A1 NO AUTHENTICATE failed.")
    -> SessionScript
  {
    var script = SessionScript()
    for number in 0..<16 {
      script.signIn(
        client: number / 2, at: number * 10, until: 9_000, answer: "A1 OK AUTHENTICATE completed.")
    }
    for number in 0..<6 {
      script.signIn(
        client: 10 + number, at: 1_000 + number * 50, until: 1_040 + number * 50, answer: answer)
    }
    if let banner { script.smtp(client: 0, at: 5, until: 9_000, banner: banner) }
    return script
  }

  @Test(arguments: [
    (
      "220 mail Microsoft ESMTP MAIL Service, Version: 14.3.123.3 ready at x",
      ServerVersion.exchange2010SP3
    ),
    ("220 mail Microsoft ESMTP MAIL Service, Version: 6.0.3790.4675 ready at x", .unknown),
    ("220 mail Microsoft ESMTP MAIL Service ready at x", .exchange),
    ("220 mx ESMTP Exim 4.96 x", .exchange),
  ])
  func `an SMTP banner of the same host may tell the version`(
    banner: String, version: ServerVersion
  ) throws {
    let script = throttled(banner: banner)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .connectionsPerUser)
    #expect(incident.plan?.version == version)
  }

  @Test(arguments: [
    ("exchange-2016", ServerVersion.exchange2016), ("exchange-online", .exchangeOnline),
    // Another software than the one that speaks.
    ("dovecot", .exchange),
  ])
  func `the version that the user names is used where it fits`(
    spelling: String, version: ServerVersion
  ) throws {
    var options = DiagnosisOptions()
    options.server = ServerVersion(spelling: spelling)
    let script = throttled(banner: nil)
    let incident = try #require(Diagnosis(of: script.sessions, options: options).incidents.first)
    #expect(incident.plan?.version == version)
  }

  @Test(
    arguments: [
      ("[LIMIT] Maximum number of connections from user+IP exceeded", ServerVersion.dovecot24),
      ("[UNAVAILABLE] Maximum number of connections from user+IP exceeded", .dovecot23),
      ("[UNAVAILABLE] Temporary authentication failure.", nil),
    ] as [(String, ServerVersion?)])
  func `Dovecot's refusal tells its version`(words: String, version: ServerVersion?) {
    #expect(ServerVersion.dovecot(refusal: "A1 NO " + words) == version)
  }

  @Test func `what the agents asked for sizes the plan`() throws {
    var options = DiagnosisOptions()
    options.agents = 40
    let script = throttled(banner: nil)
    let incident = try #require(Diagnosis(of: script.sessions, options: options).incidents.first)
    let command = try #require(incident.remedies.first?.commands.first?.description)
    let number = try #require(command.split(separator: " ").last.flatMap { Int($0) })
    #expect(number >= 82)
  }
}
