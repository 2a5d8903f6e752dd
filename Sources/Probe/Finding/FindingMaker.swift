import Bytes
package import Diagnosis
import Reports
import Sessions

extension ProbeFinding {
  /// What a result means, by the words of servers that are known.
  package init(_ result: ProbeResult, signatures: SignatureTable = .builtIn) {
    let reader = GreetingReader(result.conversation, signatures)
    if let conversation = result.conversation {
      self = Self.conversation(conversation, in: result, reader)
    } else if result.attempts.isEmpty {
      self = Self.unresolved(result)
    } else {
      self = Self.unconnected(result)
    }
    server = reader.identity
    notes = ProbeNotes(result, kind: kind).notes
  }

  private static func conversation(
    _ record: ConversationRecord, in result: ProbeResult, _ reader: GreetingReader
  ) -> ProbeFinding {
    if let finding = refused(record, in: result, reader) { return finding }
    if let finding = troubled(record, in: result) { return finding }
    if let finding = untrusted(record, in: result) { return finding }
    if let finding = limited(result) { return finding }
    return ended(record, in: result)
  }

  // MARK: The network

  private static func unresolved(_ result: ProbeResult) -> ProbeFinding {
    let host = terminalText(result.plan.host)
    switch result.resolution.outcome {
    case .notFound(let words):
      return ProbeFinding(
        .network, met: "The name \(host) has no address here: \(words).",
        meaning: "The name may be misspelt, or this machine may ask a DNS server that does not "
          + "know it. It says nothing of the mail server itself.",
        next: "Resolve the name on another machine, or probe the server's address.")
    case .timedOut:
      return ProbeFinding(
        .network, met: "The name \(host) was not resolved within \(result.plan.timeout) s.",
        meaning: "The DNS server may be out of reach. It says nothing of the mail server itself.",
        next: "Check this machine's DNS servers, or probe the server's address.")
    case .found, .literal:
      let family = result.plan.family == .v6 ? "IPv6" : "IPv4"
      return ProbeFinding(
        .network, met: "\(host) has no \(family) address.",
        meaning: "The other family may work. It says nothing of the mail server itself.",
        next: "Probe again without '-4' or '-6'.")
    }
  }

  private static func unconnected(_ result: ProbeResult) -> ProbeFinding {
    let port = result.plan.port
    let places = result.attempts.prefix(3).map { "\(terminalText($0.address)) (\($0.words))" }
      .joined(separator: ", ")
    if let one = result.attempts.first(where: { $0.outcome == .refused }) {
      return ProbeFinding(
        .service, [.refused],
        met: "\(terminalText(one.address)) refuses connections to port \(port).",
        meaning: "The host is up and nothing listens on this port, or a firewall answers for it. "
          + "It is no limit of an account, and not the password.",
        next: "On the server, see whether the service runs and listens on this address and port.")
    }
    if let one = result.attempts.first(where: { $0.outcome == .reset }) {
      return ProbeFinding(
        .service, [.refused], met: "\(terminalText(one.address)) resets the connection at once.",
        meaning: "A service or a firewall turns the connection away. It does not show which.",
        next: "Probe from the server itself; then look at what stands between.")
    }
    return ProbeFinding(
      .network, [.unreachable], met: "No connection to port \(port): \(places).",
      meaning: "The host may be down, a route may be missing, or a firewall may drop packets. It "
        + "does not show which, and nothing of the mail service.",
      next: "Probe from another network, then follow the route to the address.")
  }

  // MARK: The greeting

  /// A greeting that turns the client away.
  private static func refused(
    _ record: ConversationRecord, in result: ProbeResult, _ reader: GreetingReader
  ) -> ProbeFinding? {
    guard let greeting = record.greeting, greeting.isRefusal else { return nil }
    let line = terminalText(record.firstLine, limit: 200)
    let causes = reader.causes
    if causes.contains(where: { $0.verdict == .throttling }) {
      return ProbeFinding(
        .limitBeforeGreeting, causes.filter { $0.verdict == .throttling },
        met: "The server turns the connection away with words that name a limit: \(line)",
        meaning: "It counts connections before anybody signs in: of this client's address, or of "
          + "all clients. It does not show the limit's value, nor who holds the connections.",
        next: "Count the connections to the port on the server, and read the limit: "
          + (reader.setting.map { "\($0)." } ?? "its configuration names it."))
    }
    if causes.contains(.tlsFailure) || causes.contains(.loginDisabled) {
      return ProbeFinding(
        .tls, causes, met: "The server turns the connection away over TLS: \(line)",
        meaning: "It has no usable certificate, or wants TLS from the first byte. It is no limit.",
        next: "Look at the service's certificate on the server; probe with '--tls'.")
    }
    return ProbeFinding(
      .service, causes.isEmpty ? [.unavailable] : causes,
      met: "The server turns the connection away: \(line)",
      meaning: "The service is up but takes no work. Its words are no limit's that is known here; "
        + "they do not show why.",
      next: "Look into the server's log at this time, and probe again in a minute.")
  }

  /// A conversation that did not come to its greeting, or to TLS.
  private static func troubled(
    _ record: ConversationRecord, in result: ProbeResult
  ) -> ProbeFinding? {
    if case .failed(let trouble) = record.tls?.outcome { return failed(trouble, result) }
    if let startTLS = record.startTLS, startTLS.outcome != .agreed {
      return without(startTLS)
    }
    switch record.end {
    case .silent(.greeting):
      let saidNothing = record.firstLine.isEmpty
      return ProbeFinding(
        .service, [.noGreeting],
        met: saidNothing
          ? "The server accepts the connection and says nothing for \(result.plan.timeout) s."
          : "The server begins a greeting and does not end it within \(result.plan.timeout) s.",
        meaning: "The service may hang or its queue may be full, the port may want TLS from the "
          + "first byte, or the server may greet late on purpose. It is not the password.",
        next: result.plan.encryption == .none
          ? "Probe with '--tls', then with '--timeout 60'; see whether the service still works."
          : "Probe with '--timeout 60', and see whether the service still works.")
    case .closed(.greeting), .reset(.greeting):
      return ProbeFinding(
        .service, [.closedBeforeGreeting],
        met: "The server accepts the connection and closes it without a greeting.",
        meaning: "A load balancer without a service behind it does so, and so do some servers at "
          + "their limit of connections. It does not show which.",
        next: "Look into the server's log; probe again when fewer clients are connected.")
    case .foreign:
      let words = terminalText(record.firstLine, limit: 200)
      return ProbeFinding(
        .service, met: "What answers is no greeting of IMAP or SMTP: \(words)",
        meaning: "Another service has this port, or something stands in between. It shows nothing "
          + "of the mail server.",
        next: "Check the port; '--protocol' says what to expect there.")
    case .flooded(let stage):
      return ProbeFinding(
        .service, met: "The server sends more than a probe reads (\(stage.words)).",
        meaning: "No mail server greets or lists its capabilities at such length. It does not show "
          + "what does.", next: "Check what listens on this port.")
    default: return nil
    }
  }

  // MARK: TLS

  private static func failed(_ trouble: TLSTrouble, _ result: ProbeResult) -> ProbeFinding {
    if trouble == .notTLS {
      return ProbeFinding(
        .tls, [.tlsFailure], met: "TLS does not come about: \(trouble.words).",
        meaning: "The port speaks in the clear first. The service may be sound.",
        next: "Probe without '--tls', or with '--starttls'.")
    }
    if trouble == .closed || trouble == .silent {
      return ProbeFinding(
        .tls, [.tlsFailure], met: "TLS does not come about: \(trouble.words).",
        meaning: "The port may speak in the clear, the service may have no usable certificate, or "
          + "something in between ends it. It is not the password.",
        next: "Probe without TLS; then look at the service's certificate and log on the server.")
    }
    return ProbeFinding(
      .tls, [.tlsFailure], met: "TLS does not come about: \(terminalText(trouble.words)).",
      meaning: "The service accepts connections, but no client can begin TLS as this one did: no "
        + "certificate, no common version, or something in between. It is not the password.",
      next: "Look at the service's certificate and TLS settings on the server, and at its log.")
  }

  private static func without(_ startTLS: StartTLSRecord) -> ProbeFinding {
    let words = terminalText(startTLS.text, limit: 200)
    let met =
      switch startTLS.outcome {
      case .notOffered: "The server does not offer STARTTLS."
      case .injected: "Plain text follows the server's consent to TLS."
      case .refused, .agreed: "The server refuses STARTTLS: \(words)"
      }
    return ProbeFinding(
      .tls, [.tlsFailure], met: met,
      meaning: startTLS.outcome == .injected
        ? "The server is faulty, or somebody on the way writes into the connection. No client "
          + "should go on here."
        : "The service works in the clear; it has no TLS on this port, no usable certificate, or "
          + "something in between takes the offer away. It does not show which.",
      next: "Look at the service's certificate and TLS settings on the server.")
  }

  private static func untrusted(
    _ record: ConversationRecord, in result: ProbeResult
  ) -> ProbeFinding? {
    guard let facts = record.tls?.facts else { return nil }
    let problems = CertificateProblem.all(of: facts, host: result.plan.host, now: result.start)
    guard !problems.isEmpty else { return nil }
    let words = problems.map { $0.words(host: result.plan.host) }.joined(separator: "; ")
    return ProbeFinding(
      .tls, [.tlsFailure], met: "TLS works, but the certificate is not to be trusted: \(words).",
      meaning: "Clients that check certificates end the connection here. Those that were told to "
        + "trust this one do not; it does not show which ones do.",
      next: problems == [.unknownIssuer] || problems == [.selfSigned]
        ? "Give the issuer's certificate with '--ca FILE' if it is a private one, or renew it."
        : "Renew the certificate, for the name that clients use.")
  }

  // MARK: Limits and ends

  /// Of several connections only the first ones were greeted.
  private static func limited(_ result: ProbeResult) -> ProbeFinding? {
    let others = result.others
    guard result.conversation?.isWelcome == true, others.contains(where: { !$0.isWelcome }) else {
      return nil
    }
    let all = others.count + 1
    let greeted = others.filter(\.isWelcome).count + 1
    let ways = others.filter { !$0.isWelcome }.map(\.words)
    let counts = Dictionary(grouping: ways) { $0 }.mapValues(\.count)
    let words = counts.sorted { $0.key < $1.key }.prefix(3).map { "\($0.value) \($0.key)" }
      .joined(separator: ", ")
    return ProbeFinding(
      .limitBeforeGreeting,
      result.conversation?.mailProtocol == .smtp
        ? [.smtpConnectionsPerSource, .smtpConnectionsTotal]
        : [.connectionsPerIP, .connectionsTotal],
      met: "Of \(all) connections at once \(greeted) were greeted: \(words).",
      meaning: "The server counts connections before anybody signs in. Others of this address, or "
        + "of all clients, were open as well, so \(greeted) is not the limit's value.",
      next: "Count the connections to the port on the server at the same time, and read its limits."
    )
  }

  private static func ended(
    _ record: ConversationRecord, in result: ProbeResult
  ) -> ProbeFinding {
    let words: String? =
      switch record.end {
      case .closed(let stage): "closes the connection (\(stage.words))"
      case .reset(let stage): "resets the connection (\(stage.words))"
      case .silent(let stage):
        "does not answer within \(result.plan.timeout) s (\(stage.words))"
      case .broken(let stage, let reason):
        "loses the connection (\(stage.words)): \(terminalText(reason))"
      default: nil
      }
    if let words {
      return ProbeFinding(
        .service, [.unavailable],
        met: record.isWelcome
          ? "The server greets, and then \(words)." : "The server \(words).",
        meaning: "The service begins its work and does not do it. It does not show why, and it "
          + "is not the password.",
        next: "Look into the server's log at this time.")
    }
    let count = result.others.count + 1
    return ProbeFinding(
      .healthy,
      met: count > 1
        ? "All of \(count) connections at once were greeted."
        : "The server greets its client.",
      meaning: "Network, service and greeting are sound here and now. It does not show that "
        + "anybody can sign in: limits of an account bind only then.",
      next: "If sign-ins fail all the same, capture them and run 'chokepoint analyze'.")
  }
}
