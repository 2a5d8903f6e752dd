/// Bytes that stand for a secret: as many, and the same for the same secret.
///
/// Who has another password than all others still shows. The bytes come from a hash whose key dies
/// with the process, so that no guess can be tried against them.
enum Substitute {
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// Letters and digits for a password or token.
  static func text(for secret: [UInt8]) -> [UInt8] {
    text(fingerprint: SecretFingerprint.of(secret), count: secret.count)
  }

  /// So many letters and digits for a secret by its fingerprint.
  static func text(fingerprint: UInt64, count: Int) -> [UInt8] {
    var state = fingerprint
    return (0..<count).map { _ in
      // SplitMix64 (Steele, Lea and Flood 2014).
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return letters[Int((word ^ (word >> 31)) % UInt64(letters.count))]
    }
  }
}
