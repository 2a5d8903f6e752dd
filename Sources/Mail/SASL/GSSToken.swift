import Bytes

/// What a GSSAPI or SPNEGO token says about who signs in (RFC 2743, section 3.1; RFC 4178).
enum GSSToken {
  private enum Tag {
    static let applicationToken: UInt8 = 0x60
    static let objectIdentifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let octetString: UInt8 = 0x04
    static let negTokenInit: UInt8 = 0xa0
    static let negTokenResponse: UInt8 = 0xa1
    /// `mechToken` and `responseToken` alike.
    static let innerToken: UInt8 = 0xa2
  }

  /// SPNEGO holds one more token; nothing real nests deeper.
  private static let maximumDepth = 4

  /// The identity in `token`: all of it for NTLM, service and realm for Kerberos.
  static func identity(_ token: Span<UInt8>) -> SASLIdentity? {
    identity(token, 0..<token.count, depth: 0)
  }

  private static func identity(
    _ bytes: Span<UInt8>, _ range: Range<Int>, depth: Int
  ) -> SASLIdentity? {
    guard depth < maximumDepth else { return nil }
    let token = bytes.extracting(range)
    if NTLMMessage.kind(of: token) != nil { return NTLMAuthenticate(token)?.identity }
    guard let element = DERElement(token, at: 0, before: token.count) else { return nil }
    switch element.tag {
    case Tag.applicationToken:
      guard let oid = element.firstChild(in: token), oid.tag == Tag.objectIdentifier else {
        return nil
      }
      let rest = oid.content.upperBound..<element.content.upperBound
      // Kerberos puts a two-byte token identifier, 01 00 for AP-REQ, before its message.
      let start =
        token.hasPrefix("\u{1}\0", at: rest.lowerBound) ? rest.lowerBound + 2 : rest.lowerBound
      return identity(token, start..<rest.upperBound, depth: depth + 1)
    case Tag.negTokenInit, Tag.negTokenResponse:
      let inner = element.child(Tag.sequence, in: token)?.child(Tag.innerToken, in: token)
      guard let inner = inner?.child(Tag.octetString, in: token) else { return nil }
      return identity(token, inner.content, depth: depth + 1)
    case KerberosRequest.tag:
      return KerberosRequest(element, in: token)?.identity
    default:
      return nil
    }
  }
}
