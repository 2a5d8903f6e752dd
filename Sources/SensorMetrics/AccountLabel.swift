import Capture

/// Names accounts in metrics without telling who they are: HMAC-SHA-256, cut to 64 bits.
///
/// Without the key a list of likely account names would undo a hash. Whoever wants the same labels
/// after a restart keeps the key; it must be as secret as the accounts.
package struct AccountLabel: Sendable {
  /// The least that RFC 2104, section 3 advises: the hash's own size.
  package static let keySize = 32

  private let key: [UInt8]

  package init(key: [UInt8]) { self.key = key }

  /// A key that nobody knows.
  package static func randomKey() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<keySize).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// 16 hexadecimal digits.
  package func label(for account: String) -> String {
    String(Self.hmac(of: Array(account.utf8), key: key).prefix(16))
  }

  /// HMAC-SHA-256 in hexadecimal (RFC 2104, section 2).
  static func hmac(of message: [UInt8], key: [UInt8]) -> String {
    let block = 64
    var padded = key.count > block ? hash(key) : key
    padded += [UInt8](repeating: 0, count: block - padded.count)
    let inner = hash(padded.map { $0 ^ 0x36 } + message)
    return hexadecimal(padded.map { $0 ^ 0x5c } + inner)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes.span)
    return hash.finished()
  }

  private static func hash(_ bytes: [UInt8]) -> [UInt8] {
    let digits = hexadecimal(bytes).utf8.map { $0 < 0x3a ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
