package import Bytes

/// What a certificate says of itself (RFC 5280, section 4.1).
///
/// Read from whatever a server sent: all texts are wire text, lists are bounded.
package struct Certificate: Sendable {
  /// The holder: its common name, else its organisation.
  package var subject: WireText
  package var issuer: WireText
  /// Whether holder and issuer are the same, as in a certificate that nobody else vouches for.
  package var isSelfIssued: Bool
  package var notBefore: Timestamp?
  package var notAfter: Timestamp?
  /// Host names that it is for, at most `nameLimit`.
  package var names: [WireText]
  /// Addresses that it is for, in the order of their bytes; at most `nameLimit`.
  package var addresses: [[UInt8]]
  /// Names and addresses beyond the limit.
  package var namesDropped: Int

  package static let nameLimit = 64
  /// Bytes of a name that are kept.
  package static let textLimit = 256
  /// Extensions that are looked at.
  private static let extensionLimit = 64

  /// Nil where the bytes are no certificate.
  package init?(_ bytes: [UInt8]) {
    var outer = DERReader(bytes[...])
    guard let whole = outer.next(DERReader.Tag.sequence) else { return nil }
    var signed = DERReader(whole.content)
    guard let body = signed.next(DERReader.Tag.sequence) else { return nil }
    var fields = DERReader(body.content)
    _ = fields.next(DERReader.Tag.version)
    guard fields.next(DERReader.Tag.integer) != nil, fields.next(DERReader.Tag.sequence) != nil,
      let issuer = fields.next(DERReader.Tag.sequence),
      let validity = fields.next(DERReader.Tag.sequence),
      let subject = fields.next(DERReader.Tag.sequence)
    else { return nil }
    self.issuer = Self.name(issuer.content)
    self.subject = Self.name(subject.content)
    isSelfIssued = issuer == subject
    var times = DERReader(validity.content)
    notBefore = times.next().flatMap(CertificateTime.timestamp)
    notAfter = times.next().flatMap(CertificateTime.timestamp)
    (names, addresses, namesDropped) = ([], [], 0)
    // The public key and two optional identifiers stand before the extensions.
    for _ in 0..<4 {
      guard let field = fields.next() else { return }
      if field.tag == DERReader.Tag.extensions {
        readExtensions(field.content)
        return
      }
    }
  }

  /// The common name (2.5.4.3) of a distinguished name, else its organisation (2.5.4.10).
  private static func name(_ content: ArraySlice<UInt8>) -> WireText {
    var organisation: WireText?
    var parts = DERReader(content)
    while let part = parts.next(DERReader.Tag.set) {
      var pairs = DERReader(part.content)
      guard let pair = pairs.next(DERReader.Tag.sequence) else { continue }
      var words = DERReader(pair.content)
      guard let kind = words.next(DERReader.Tag.objectIdentifier), let value = words.next() else {
        continue
      }
      switch Array(kind.content) {
      case [0x55, 4, 3]: return text(value.content)
      case [0x55, 4, 10]: organisation = text(value.content)
      default: break
      }
    }
    return organisation ?? WireText("")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> WireText {
    WireText(Array(bytes.prefix(textLimit)), wireCount: bytes.count)
  }

  private mutating func readExtensions(_ content: ArraySlice<UInt8>) {
    var outer = DERReader(content)
    guard let list = outer.next(DERReader.Tag.sequence) else { return }
    var extensions = DERReader(list.content)
    for _ in 0..<Self.extensionLimit {
      guard let one = extensions.next(DERReader.Tag.sequence) else { return }
      var parts = DERReader(one.content)
      // 2.5.29.17, subjectAltName.
      guard let kind = parts.next(DERReader.Tag.objectIdentifier),
        Array(kind.content) == [0x55, 0x1d, 17]
      else { continue }
      while let part = parts.next() {
        if part.tag == DERReader.Tag.octets { readNames(part.content) }
      }
    }
  }

  private mutating func readNames(_ content: ArraySlice<UInt8>) {
    var outer = DERReader(content)
    guard let list = outer.next(DERReader.Tag.sequence) else { return }
    var entries = DERReader(list.content)
    while let entry = entries.next() {
      guard names.count + addresses.count < Self.nameLimit else {
        namesDropped += 1
        continue
      }
      if entry.tag == DERReader.Tag.dnsName {
        names.append(Self.text(entry.content))
      } else if entry.tag == DERReader.Tag.address, [4, 16].contains(entry.content.count) {
        addresses.append(Array(entry.content))
      }
    }
  }
}
