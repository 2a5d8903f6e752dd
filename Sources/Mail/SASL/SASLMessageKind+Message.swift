import Bytes

extension SASLMessageKind {
  /// What a client's decoded message is; nil for one that its first bytes do not tell.
  init?(_ message: Span<UInt8>) {
    switch NTLMMessage.kind(of: message) {
    case .negotiate: self = .ntlmNegotiate
    case .authenticate: self = .ntlmAuthenticate
    case .challenge, nil: return nil
    }
  }
}
