extension ByteCounters {
  /// Nothing taken in yet.
  package static let zero = ByteCounters()

  /// Adds what another parser took in.
  package mutating func add(_ other: ByteCounters) {
    delivered += other.delivered
    inflated += other.inflated
    lines += other.lines
    literals += other.literals
    messages += other.messages
    overlong += other.overlong
    resync += other.resync
    tls += other.tls
    foreign += other.foreign
    compressed += other.compressed
    unfinished += other.unfinished
  }
}

extension MailDrops {
  /// Nothing dropped yet.
  package static let none = MailDrops()

  /// Adds what another parser dropped.
  package mutating func add(_ other: MailDrops) {
    tags += other.tags
    commands += other.commands
    literals += other.literals
    capabilities += other.capabilities
    signIns += other.signIns
    gaps += other.gaps
    secrets += other.secrets
    tlsEvents += other.tlsEvents
    awaitedReplies += other.awaitedReplies
  }
}
