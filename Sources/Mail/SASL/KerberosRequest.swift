import Bytes

/// The readable part of a Kerberos AP-REQ: whom the ticket is for (RFC 4120, sections 5.3, 5.5.1).
///
/// The client's name is encrypted, in the ticket as in the authenticator.
struct KerberosRequest {
  /// `[APPLICATION 14]`.
  static let tag: UInt8 = 0x6e

  private enum Tag {
    static let ticket: UInt8 = 0x61
    static let sequence: UInt8 = 0x30
    static let generalString: UInt8 = 0x1b
    static func field(_ number: UInt8) -> UInt8 { 0xa0 + number }
  }

  /// Parts of a service's name that are read.
  private static let maximumParts = 4

  /// `imap/cas01.corp.example`.
  var service: [UInt8]
  var realm: [UInt8]

  /// Nil when there is no ticket with a service's name.
  init?(_ request: DERElement, in bytes: Span<UInt8>) {
    let fields = request.child(Tag.sequence, in: bytes)
    let ticket = fields?.child(Tag.field(3), in: bytes)?.child(Tag.ticket, in: bytes)?
      .child(Tag.sequence, in: bytes)
    guard let ticket,
      let name = ticket.child(Tag.field(2), in: bytes)?.child(Tag.sequence, in: bytes)?
        .child(Tag.field(1), in: bytes)?.child(Tag.sequence, in: bytes)
    else { return nil }
    let realm = ticket.child(Tag.field(1), in: bytes)?.child(Tag.generalString, in: bytes)
    self.realm = realm.map { Self.text(bytes, $0.content) } ?? []
    let parts = name.children(Tag.generalString, in: bytes, limit: Self.maximumParts)
    service = Array(parts.map { Self.text(bytes, $0) }.joined(separator: "/".utf8))
    if service.isEmpty { return nil }
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    let end = Swift.min(range.upperBound, range.lowerBound + MailLimits.name / maximumParts)
    return bytes.extracting(range.lowerBound..<end).copy()
  }

  var identity: SASLIdentity {
    var identity = SASLIdentity(account: WireText([]))
    identity.service = WireText(service)
    if !realm.isEmpty { identity.realm = WireText(realm) }
    return identity
  }
}
