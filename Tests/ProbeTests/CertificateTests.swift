import Bytes
import Testing

@testable import Probe

struct CertificateTests {
  /// A certificate as far as `Certificate` reads it; keys and signature are empty.
  private func certificate(
    subject: String = "mail.example.com", issuer: String = "Example CA",
    from start: String = "250101000000Z", to end: String = "20600101000000Z",
    names: [String] = ["mail.example.com"], addresses: [[UInt8]] = []
  ) -> [UInt8] {
    let entries =
      names.flatMap { der(0x82, Array($0.utf8)) } + addresses.flatMap { der(0x87, $0) }
    let extensions = der(
      0xa3, der(0x30, der(0x30, der(6, [0x55, 0x1d, 17]) + der(4, der(0x30, entries)))))
    let body =
      der(0xa0, der(2, [2])) + der(2, [1]) + der(0x30, []) + name(issuer)
      + der(0x30, der(0x17, Array(start.utf8)) + der(0x18, Array(end.utf8))) + name(subject)
      + der(0x30, []) + extensions
    return der(0x30, der(0x30, body) + der(0x30, []))
  }

  private func name(_ text: String) -> [UInt8] {
    der(0x30, der(0x31, der(0x30, der(6, [0x55, 4, 3]) + der(0x0c, Array(text.utf8)))))
  }

  private func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let length: [UInt8] =
      content.count < 128
      ? [UInt8(content.count)] : [0x82, UInt8(content.count >> 8), UInt8(content.count & 0xff)]
    return [tag] + length + content
  }

  private func problems(
    _ bytes: [UInt8], host: String = "mail.example.com", isTrusted: Bool = true,
    now: String = "300101000000Z"
  ) throws -> [String] {
    let time = try #require(
      CertificateTime.timestamp(DERReader.Element(tag: 0x17, content: Array(now.utf8)[...])))
    let certificate: Certificate = try #require(Certificate(bytes))
    let facts = TLSFacts(version: nil, certificate: certificate, isTrusted: isTrusted)
    return CertificateProblem.all(of: facts, host: host, now: time).map(\.name)
  }

  @Test func `a certificate says whose it is and for how long`() throws {
    let one = try #require(Certificate(certificate()))
    #expect(one.subject == WireText("mail.example.com"))
    #expect(one.issuer == WireText("Example CA"))
    #expect(one.notBefore.map { rfc3339($0, digits: 0) } == "2025-01-01T00:00:00Z")
    #expect(one.notAfter.map { rfc3339($0, digits: 0) } == "2060-01-01T00:00:00Z")
    #expect(one.names == [WireText("mail.example.com")])
  }

  @Test func `what is wrong with it is told`() throws {
    #expect(try problems(certificate()) == [])
    #expect(try problems(certificate(), now: "240101000000Z") == ["not-yet-valid"])
    let old = certificate(to: "20260101000000Z")
    #expect(try problems(old, isTrusted: false) == ["expired"])
    #expect(try problems(certificate(), isTrusted: false) == ["unknown-issuer"])
    let own = certificate(issuer: "mail.example.com")
    #expect(try problems(own, isTrusted: false) == ["self-signed"])
    #expect(try problems(own, host: "other", isTrusted: false) == ["self-signed", "wrong-name"])
  }

  @Test(arguments: [
    ("MAIL.example.com", true), ("mail.example.com.", true), ("a.example.com", false),
    ("x.wild.example.org", true), ("wild.example.org", false), ("x.y.wild.example.org", false),
    (".wild.example.org", false), ("192.0.2.1", true), ("192.0.2.2", false), ("::1", true),
    ("0:0:0:0:0:0:0:1", true), ("::2", false), ("com", false), ("x.com", false),
  ])
  func `names fit as RFC 6125 has it`(host: String, fits: Bool) throws {
    let bytes = certificate(
      names: ["mail.example.com", "*.wild.example.org", "*.com", "192.0.2.2"],
      addresses: [[192, 0, 2, 1], [UInt8](repeating: 0, count: 15) + [1]])
    #expect(try problems(bytes, host: host).isEmpty == fits)
  }

  @Test func `bytes cut anywhere or changed do no harm`() {
    let bytes = certificate()
    for end in bytes.indices { _ = Certificate(Array(bytes[..<end])) }
    for index in bytes.indices {
      for value in [0, 0x7f, 0x80, 0x84, 0xff] as [UInt8] {
        var changed = bytes
        changed[index] = value
        _ = Certificate(changed)
      }
    }
    #expect(Certificate([]) == nil)
    #expect(Certificate(Array(bytes[..<20])) == nil)
  }

  @Test func `names without number are cut off and counted`() throws {
    let many = certificate(names: (0..<100).map { "a\($0).example.com" })
    let one = try #require(Certificate(many))
    #expect(one.names.count == Certificate.nameLimit)
    #expect(one.namesDropped == 36)
  }
}
