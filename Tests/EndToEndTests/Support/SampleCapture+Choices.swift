/// Choices among the sample captures.
extension SampleCapture {
  /// Those that are rewritten in dozens of ways, each of which is a run of the whole program: one for
  /// each kind of traffic.
  static let wrapped = [
    "closed-before-greeting", "dovecot-userip-limit", "healthy-day", "locked-out", "no-greeting",
    "per-address-limit", "per-user-limit-16", "per-user-limit-16-one-agent",
    "per-user-limit-16-with-one-wrong-password", "postfix-connection-limit",
    "postfix-message-rate", "refused", "total-limit", "uccx-agent-pc", "unreachable",
    "wrong-password-everywhere",
  ].map { SampleCapture(name: $0) }
}
