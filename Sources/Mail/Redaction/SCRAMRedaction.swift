import Bytes

/// A SCRAM message without the client's proof and the server's signature, which a password could be
/// guessed from (RFC 5802, section 7).
enum SCRAMRedaction {
  static func redacted(_ message: [UInt8]) -> [UInt8] {
    // The client's first message holds a name and a nonce; `p=` in it names a channel binding.
    if SCRAMMessage(message.span) != nil { return message }
    var redacted: [UInt8] = []
    for attribute in message.split(
      separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    {
      if attribute.startIndex > 0 { redacted.append(UInt8(ascii: ",")) }
      redacted += value(of: Array(attribute))
    }
    return redacted
  }

  private static func value(of attribute: [UInt8]) -> [UInt8] {
    guard attribute.count >= 2, attribute[1] == UInt8(ascii: "=") else {
      return [UInt8](repeating: RedactedLine.filler, count: attribute.count)
    }
    switch attribute[0] {
    // Nonce, salt, iterations, channel binding, error.
    case UInt8(ascii: "r"), UInt8(ascii: "s"), UInt8(ascii: "i"), UInt8(ascii: "c"),
      UInt8(ascii: "e"):
      return attribute
    default:
      let digits = attribute.dropFirst(2).map { byte in
        byte == UInt8(ascii: "=") ? byte : UInt8(ascii: "A")
      }
      return attribute[..<2] + digits
    }
  }
}
