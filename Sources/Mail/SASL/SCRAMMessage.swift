import Bytes

/// SCRAM's client-first message: a GS2 header, then `n=NAME,r=NONCE` (RFC 5802, section 7).
struct SCRAMMessage {
  var identity: SASLIdentity

  /// Nil when the message is none, as the client's later ones.
  init?(_ message: Span<UInt8>) {
    guard let header = GS2Header(message) else { return nil }
    let bare = message.dropping(header.end)
    guard bare.hasPrefix("n=") else { return nil }
    let end = bare.firstOffset(of: UInt8(ascii: ",")) ?? bare.count
    guard end >= 2 else { return nil }
    identity = SASLIdentity(account: GS2Header.name(bare.extracting(2..<end)))
    if header.authorization != identity.account { identity.authorization = header.authorization }
  }
}
