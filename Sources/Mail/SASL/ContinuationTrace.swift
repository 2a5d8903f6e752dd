import Bytes

/// The server's continuations since its last answer, where the client's lines are missing.
///
/// Number and form tell some mechanisms apart.
struct ContinuationTrace {
  private var count = 0
  private var isFirstEmpty = false
  private var mechanism: String?

  /// Notes a continuation by its payload, as it stands on the wire.
  mutating func receive(_ payload: Span<UInt8>) {
    count += 1
    if count == 1 { isFirstEmpty = payload.isEmpty }
    guard mechanism == nil, let message = Base64.decode(payload) else { return }
    mechanism = Self.mechanism(of: message.span)
  }

  private static func mechanism(of challenge: Span<UInt8>) -> String? {
    if NTLMMessage.kind(of: challenge) == .challenge { return "NTLM" }
    if challenge.hasPrefix(ignoringCase: "USER") { return "LOGIN" }
    if challenge.hasPrefix("<"), challenge.contains(ignoringCase: "@") { return "CRAM-MD5" }
    if challenge.contains(ignoringCase: "NONCE=") { return "DIGEST-MD5" }
    return nil
  }

  /// The mechanism of a sign-in whose result says LOGIN, or AUTHENTICATE; `unknown` where no or
  /// one empty continuation leave several open.
  func mechanism(isLoginCommand: Bool) -> String {
    if isLoginCommand { return "LOGIN" }
    return mechanism ?? (count == 3 && isFirstEmpty ? "GSSAPI" : "unknown")
  }

  var continuationCount: Int { count }
}
