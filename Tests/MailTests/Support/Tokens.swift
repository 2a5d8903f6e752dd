/// Builds the messages of SASL mechanisms, for tests.
enum Tokens {
  /// An NTLM NEGOTIATE_MESSAGE without names.
  static let negotiate: [UInt8] = Array("NTLMSSP\0".utf8) + [1, 0, 0, 0] + zeros(20)

  /// An NTLM CHALLENGE_MESSAGE with a challenge of these eight bytes.
  static func challenge(_ nonce: [UInt8]) -> [UInt8] {
    Array("NTLMSSP\0".utf8) + [2, 0, 0, 0] + zeros(8) + [1, 0, 0, 0] + nonce + zeros(16)
  }

  /// An NTLM AUTHENTICATE_MESSAGE; `responses` stands in the two response fields.
  static func authenticate(
    domain: String, user: String, workstation: String, isUnicode: Bool = true,
    responses: [UInt8] = [1, 2, 3, 4], hasFlags: Bool = true
  ) -> [UInt8] {
    let names = [domain, user, workstation].map { isUnicode ? utf16($0) : Array($0.utf8) }
    let start = hasFlags ? 64 : 52
    var payload: [UInt8] = []
    var fields: [UInt8] = []
    for bytes in [responses, responses] + names {
      fields += number(bytes.count, 2) + number(bytes.count, 2) + number(start + payload.count, 4)
      payload += bytes
    }
    var message = Array("NTLMSSP\0".utf8) + [3, 0, 0, 0] + fields
    if hasFlags { message += zeros(8) + [isUnicode ? 1 : 2, 0, 0, 0] }
    return message + payload
  }

  /// A Kerberos AP-REQ in its GSS wrapping, with a ticket for this service.
  static func kerberos(service: [String], realm: String) -> [UInt8] {
    let names = service.flatMap { der(0x1b, Array($0.utf8)) }
    let name = der(0x30, der(0xa0, der(2, [2])) + der(0xa1, der(0x30, names)))
    let ticket = der(
      0x61,
      der(
        0x30,
        der(0xa0, der(2, [5])) + der(0xa1, der(0x1b, Array(realm.utf8))) + der(0xa2, name)
          + der(0xa3, der(0x30, zeros(40)))))
    let request = der(
      0x6e,
      der(
        0x30,
        der(0xa0, der(2, [5])) + der(0xa1, der(2, [14])) + der(0xa2, der(3, zeros(5)))
          + der(0xa3, ticket) + der(0xa4, der(0x30, zeros(60)))))
    let oid: [UInt8] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2]
    return der(0x60, oid + [1, 0] + request)
  }

  /// SPNEGO's first token with `token` inside.
  static func spnego(_ token: [UInt8]) -> [UInt8] {
    let body = der(0xa0, der(0x30, [])) + der(0xa2, der(4, token))
    return der(0x60, [6, 6, 0x2b, 6, 1, 5, 5, 2] + der(0xa0, der(0x30, body)))
  }

  /// SPNEGO's later token with `token` inside.
  static func spnegoResponse(_ token: [UInt8]) -> [UInt8] {
    der(0xa1, der(0x30, der(0xa2, der(4, token))))
  }

  static func der(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
      count < 128 ? [UInt8(count)] : [0x82, UInt8(count >> 8 & 255), UInt8(count & 255)]
    return [tag] + length + content
  }

  static func utf16(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(value >> ($0 * 8) & 255) }
  }

  private static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }
}
