import Bytes
import Testing

@testable import ServerRecords

struct SettingsTests {
  private let listings = """
    [PS] C:\\>Get-ImapSettings | fl

    RunspaceId                : 6a1c
    ProtocolName              : IMAP4
    MaxConnectionsPerUser     : 16
    PreAuthenticatedConnectionTimeout : 00:01:00
    Banner                    : a long banner that is wrapped
                                into a second line
    LogPerFileSizeQuota       : 0 B (0 bytes)

    Name                      : Client EX1
    Bindings                  : {0.0.0.0:587,
                                [::]:587}
    MaxInboundConnection      : 5000
    MaxInboundConnectionPerSource : 250
    MaxInboundConnectionPercentagePerSource : 5
    MessageRateLimit          : unlimited
    TarpitInterval            : 00:00:05

    Name                      : Default
    IMAPMaxConcurrency        :
    IMAPPercentTimeInCAS      :
    RCAMaxConcurrency         : 20
    """

  @Test func `several listings in one file are told apart, with their lines`() throws {
    var records = ServerRecords()
    #expect(try records.add(Array(listings.utf8), from: "s", as: .settings).isEmpty)
    let imap = try #require(records.imapSettings.first?.values)
    #expect(imap["maxconnectionsperuser"]?.value == .number(16))
    #expect(imap["MaxConnectionsPerUser"]?.source.line == 5)
    #expect(imap["PreAuthenticatedConnectionTimeout"]?.value == .interval(.seconds(60)))
    #expect(imap["Banner"]?.value == .text("a long banner that is wrapped into a second line"))
    let connector = try #require(records.receiveConnectors.first)
    #expect(connector.ports == [587])
    #expect(connector.messageRateLimit?.value == .unlimited)
    #expect(connector.tarpitInterval?.value == .interval(.seconds(5)))
    #expect(records.throttlingPolicies.first?.leavesIMAPUnlimited == true)
  }

  @Test(arguments: [(0, 250), (1_000, 200), (4_999, 0), (5_000, 0), (6_000, 0)])
  func `the percentage is of what is still free`(open: Int, expected: Int) throws {
    var records = ServerRecords()
    _ = try records.add(Array(listings.utf8), from: "s", as: .settings)
    #expect(records.receiveConnectors.first?.connectionsPerSource(besides: open) == expected)
  }

  @Test func `a file without any listing is an error`() {
    var records = ServerRecords()
    #expect(throws: RecordProblem.self) {
      try records.add(Array("hello : world\n".utf8), from: "s", as: .settings)
    }
    #expect(records.isEmpty)
  }
}
