import Bytes

/// NTLM's third message with zeros for all that a password could be guessed from.
enum NTLMRedaction {
  private enum Field {
    static let responses = [12, 20]
    static let names = [28, 36, 44]
    static let sessionKey = 52
    static let fixedEnd = 52
  }

  /// The message with its header and its names, and zeros for the rest: both responses, the session
  /// key and the integrity code (MS-NLMP, 2.2.1.3).
  static func redacted(_ message: [UInt8]) -> [UInt8] {
    let bytes = message.span
    guard NTLMMessage.kind(of: bytes) == .authenticate else { return message }
    guard message.count >= Field.fixedEnd else { return header(of: message, end: 12) }
    let secret = ranges(bytes, Field.responses + [Field.sessionKey])
    let names = ranges(bytes, Field.names)
    // The payload begins behind flags (64) or version (72); what lies between is the code.
    let payload = (secret + names).filter { !$0.isEmpty }.map(\.lowerBound).min() ?? message.count
    var redacted = header(of: message, end: min(payload, payload >= 72 ? 72 : 64))
    for range in names { for index in range { redacted[index] = message[index] } }
    for range in secret { for index in range { redacted[index] = 0 } }
    return redacted
  }

  private static func header(of message: [UInt8], end: Int) -> [UInt8] {
    let end = min(end, message.count)
    return message[..<end] + [UInt8](repeating: 0, count: message.count - end)
  }

  private static func ranges(_ bytes: Span<UInt8>, _ fields: [Int]) -> [Range<Int>] {
    fields.compactMap { field in
      guard field + 8 <= bytes.count else { return nil }
      let length = Int(bytes.littleEndian(at: field, as: UInt16.self))
      let start = Int(bytes.littleEndian(at: field + 4, as: UInt32.self))
      guard length > 0, start <= bytes.count - length else { return nil }
      return start..<(start + length)
    }
  }
}
