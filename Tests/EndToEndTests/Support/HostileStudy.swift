import Bytes
import Testing

/// Captures whose hosts say hostile things wherever they choose the words.
enum HostileStudy {
  static func of(_ text: HostileText) throws -> Study {
    try #require(try studies.get()[text.id])
  }

  /// Read once for all tests.
  private static let studies = Result {
    try Dictionary(uniqueKeysWithValues: HostileText.all.map { ($0.id, try read($0)) })
  }

  /// Ten connections whose words are hostile wherever a host chooses them.
  static func read(_ text: HostileText) throws -> Study {
    var capture = StagedCapture()
    for host: UInt8 in 1...3 {
      capture.addConnection(from: host, to: 143, login(text.bytes))
      capture.addConnection(from: host, to: 143, ntlm(text.bytes))
      capture.addConnection(from: host, to: 25, mail(text.bytes))
    }
    capture.addConnection(from: 4, to: 143, [(.server, line("* BYE ", text.bytes))])
    return try Study(tracing: capture.bytes)
  }

  private static func login(_ text: [UInt8]) -> [StagedCapture.Turn] {
    [
      (.server, line("* OK ", text)),
      (.client, line("A1 LOGIN {\(text.count)+}") + text + line(" {1+}") + line("x")),
      (.server, line("A1 NO ", text)),
    ]
  }

  private static func ntlm(_ text: [UInt8]) -> [StagedCapture.Turn] {
    // What UTF-16 cannot say is said as it is.
    let name = String(validating: text, as: UTF8.self).map { name in
      name.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
    let names = Array((name ?? text).prefix(2_000))
    return [
      (.server, line("* OK [", text) + line("] ready")),
      (.client, line("A1 AUTHENTICATE NTLM")), (.server, line("+ ")),
      (.client, line("", NTLMText.negotiate)), (.server, line("+ ", NTLMText.challenge)),
      (.client, line("", NTLMText.authenticate(user: names, workstation: names))),
      (.server, line("A1 NO [", text) + line("] ", text)),
    ]
  }

  private static func mail(_ text: [UInt8]) -> [StagedCapture.Turn] {
    [
      (.server, line("220 ", text)), (.client, line("EHLO ", text)),
      (.server, line("250-", text) + line("250 SIZE")),
      (.client, line("MAIL FROM:<", text)), (.server, line("450 4.7.1 ", text)),
      (.client, line("", text)), (.server, line("500 5.5.1 ", text)),
    ]
  }

  private static func line(_ words: String, _ text: [UInt8] = []) -> [UInt8] {
    Array(words.utf8) + text + [13, 10]
  }
}
