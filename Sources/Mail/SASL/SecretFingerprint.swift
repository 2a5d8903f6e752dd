/// Tells equal passwords and tokens from different ones without knowing them.
enum SecretFingerprint {
  /// Made up when the first secret is seen, and gone with the process: not even the owner of the
  /// machine can try passwords against a fingerprint later.
  private static let key = (UInt64.random(in: .min ... .max), UInt64.random(in: .min ... .max))

  /// SipHash of key and secret, as the standard library's `Hasher` computes it.
  static func of(_ secret: [UInt8]) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(key.0)
    hasher.combine(key.1)
    hasher.combine(secret)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
