import Testing

@testable import Probe

struct ProbeTargetTests {
  @Test(
    arguments: [
      ("mail.example.com", "mail.example.com", nil), ("mail:993", "mail", 993),
      ("10.4.4.95", "10.4.4.95", nil), ("10.4.4.95:25", "10.4.4.95", 25), ("::1", "::1", nil),
      ("[::1]:143", "::1", 143), ("[::1]", "::1", nil), ("fe80::1%eth0", "fe80::1%eth0", nil),
      ("host:65535", "host", 65_535),
    ] as [(String, String, UInt16?)])
  func `a host stands alone or with its port`(text: String, host: String, port: UInt16?) throws {
    let target = try ProbeTarget(text)
    #expect(target.host == host)
    #expect(target.port == port)
  }

  @Test(
    arguments: [
      ("", .emptyHost), (":143", .emptyHost), ("host:", .badPort), ("host:0", .badPort),
      ("host:65536", .badPort), ("host:-1", .badPort), ("host:x", .badPort), ("[::1", .openBracket),
      ("[::1]143", .badPort), ("[]:1", .emptyHost), ("a b", .badCharacter), ("a/b", .badCharacter),
      ("a\u{1b}[2J", .badCharacter), ("bücher.example", .badCharacter),
      (String(repeating: "a", count: 254), .longHost),
    ] as [(String, ProbeTarget.Problem)])
  func `what names no server is refused`(text: String, problem: ProbeTarget.Problem) {
    #expect(throws: problem) { try ProbeTarget(text) }
  }
}
