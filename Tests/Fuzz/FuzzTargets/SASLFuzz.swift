import Bytes
import Mail

/// One SASL dialogue, over IMAP or SMTP, whose messages are the input.
///
/// Input: a byte for mechanism (low half) and the way it travels, then for each message its length
/// in two bytes and its bytes. They travel as base64 unless the input says otherwise.
enum SASLFuzz {
  private static let mechanisms = [
    "NTLM", "PLAIN", "LOGIN", "GSSAPI", "GSS-SPNEGO", "XOAUTH2", "OAUTHBEARER", "CRAM-MD5",
    "DIGEST-MD5", "SCRAM-SHA-256", "EXTERNAL", "NTLM", "NEGOTIATE", "GS2-KRB5", "NTLM", "X-OTHER",
  ]

  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    var reader = InputReader(input)
    let choice = reader.byte()
    let isIMAP = choice & 0x10 == 0
    var talk = Array((isIMAP ? "\u{2}* OK ready\r\n" : "\u{2}220 mx ESMTP\r\n").utf8)
    let opening = (isIMAP ? "a AUTHENTICATE " : "AUTH ") + mechanisms[Int(choice & 15)]
    talk += [1] + Array(opening.utf8)
    var isFirst = choice & 0x20 != 0
    if isFirst { talk += [0x20] } else { talk += [13, 10] }
    while !reader.isAtEnd {
      let message = reader.bytes(Int(reader.word() & 0x0fff))
      if !isFirst { talk += [2] + Array((isIMAP ? "+ \r\n" : "334 \r\n").utf8) + [1] }
      isFirst = false
      talk += (choice & 0x40 == 0 ? base64(message) : escaped(message)) + [13, 10]
    }
    talk += [2] + Array((isIMAP ? "a NO refused\r\n" : "535 5.7.3 refused\r\n").utf8)
    var script = InputReader(talk)
    var options = MailFuzz.options(choice & 0x80)
    options.reportsLines = true
    try MailFuzz.run(MailScript(&script), isIMAP: isIMAP, options: options)
  }

  /// The bytes as a `MailScript` writes them.
  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { (1...4).contains($0) ? [4, $0] : [$0] }
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for index in 0..<3 {
        bits = bits << 8 | UInt32(index < group.count ? group[start + index] : 0)
      }
      for digit in 0..<4 {
        let value = Int(bits >> UInt32(18 - 6 * digit)) & 63
        text.append(digit <= group.count ? digits[value] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
