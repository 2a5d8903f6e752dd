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

  /// Those of which the program does not say all that their truth does, with what is missing.
  ///
  /// A test fails when one of them agrees after all.
  static let disputed: [String: String] = [
    "back-pressure": "delayed answers count as failures, as the truth counts refusals only",
    "budget-delay-with-words": "attempts of the other accounts are in the truth, not the incident",
    "budget-delay-without-words": "one session slows down: too little to tell it from the server",
    "command-too-long": "the incident names no account and counts commands",
    "courier-temporary-problem": "one refusal of this kind is not enough for a verdict",
    "ghosts-behind-a-firewall": "the confidence stays below what counts as sure",
    "no-mechanism": "that clients leave is only a suspicion",
    "per-user-limit-behind-one-address": "one address never gives an exact value",
    "shutting-down": "the refused connections after it are an incident of their own",
    "starttls-works": "no load is told where no sign-in is seen",
    "tls-port-probed-in-clear": "a silent port is called healthy when TLS works on it",
    "three-at-once": "counts of the incidents are separate",
    "two-accounts": "attempts of both accounts are in the truth",
    "lossy": "only sessions that suffered are in the incident",
    "mechanism-refused-smtp": "the name is shown as the client typed it",
    "one-way": "nothing is counted where no answer was seen",
    "retry-storm": "two clients are too few to call the value exact",
    "sensor-loss": "sign-ins whose frames the sensor lost are not counted",
    "smtp-idle-connection-dropped": "the peak is of sign-ins, not of connections",
    "smtp-temporary-authentication-failure": "the peak is of the server, not of the account",
    "store-outage": "an outage with these words is only suspected",
    "user-not-enabled-for-imap": "attempts of the other accounts are in the truth",
  ]
}
