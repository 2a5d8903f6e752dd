/// What to change on the server (knowledge base, sections A, C and E4).
package enum Remedies {
  /// The plan for a cause on a server; for an open version, every line says whose it is.
  package static func plan(for context: RemedyContext) -> RemedyPlan {
    let candidates = context.version.candidates
    let plans = candidates.map { (version: $0, remedies: ownRemedies(context, on: $0)) }
    let remedies = merged(plans, among: candidates)
    let covered = Set(remedies.flatMap(\.documentSteps))
    let unneeded = DocumentStep.allCases.filter { !covered.contains($0) }.map {
      UnneededStep(
        step: $0, because: $0.reason(cause: context.cause, version: context.version))
    }
    return RemedyPlan(
      version: context.version, remedies: remedies, notNeeded: unneeded,
      nextLimit: nextLimit(context))
  }

  /// A demand and a fifth in reserve for half-open sessions, rounded up to ten.
  static func size(forDemand demand: Int) -> Int {
    let safe = min(max(0, demand), 1_000_000_000)
    return (safe + safe / 5 + 9) / 10 * 10
  }

  private static func ownRemedies(
    _ context: RemedyContext, on version: ServerVersion
  ) -> [Remedy] {
    switch context.cause.verdict {
    case .network: return NetworkRemedies.remedies(context)
    case .service: return ServiceRemedies.remedies(context, version)
    case .credentials where context.cause != .mechanismRefused:
      return AccountRemedies.remedies(context, version)
    case .configuration, .credentials: return EncryptionRemedies.remedies(context, version)
    default: break
    }
    return switch version.family {
    case .exchange: ExchangeRemedies(context: context, version: version).remedies
    case .exchangeOnline, .gmail, .yahoo: HostedRemedies.remedies(context, version)
    default: OtherRemedies.remedies(context, version)
    }
  }

  private static func nextLimit(_ context: RemedyContext) -> Sentence? {
    guard context.version.family == .exchange else { return nil }
    return switch context.cause {
    case .connectionsPerUser, .storeSessions: nextPerUser(context.version)
    case .connectionsPerIP: "MaxConnections, then MaxConnectionsPerUser"
    case .connectionsTotal: "MaxConnectionsPerUser, for each account"
    case .smtpConnectionsPerSource:
      "MaxInboundConnectionPercentagePerSource: its share is of the connections still free"
    case .smtpMessageRate: "MaxInboundConnectionPerSource (20 as it ships)"
    default: nil
    }
  }

  /// The store's limit and the IMAP service's move together: what binds after both.
  private static func nextPerUser(_ version: ServerVersion) -> Sentence {
    let total: Sentence = "MaxConnections (2000 as it ships), for all accounts together"
    let policy: Sentence =
      "RcaMaxConcurrency of the account's policy (40 as it ships), if IMAP counts for it: that is not"
      + " documented"
    if version == .exchange { return "up to 2010 \(total); from 2013 on \(policy)" }
    return version.isExchange(from: .exchange2013) ? policy : total
  }

  /// One list of what may differ by version.
  private static func merged(
    _ plans: [(version: ServerVersion, remedies: [Remedy])], among all: [ServerVersion]
  ) -> [Remedy] {
    var order: [String] = []
    // The newest version's order: what only old ones have comes last.
    for remedy in plans.reversed().flatMap(\.remedies) where !order.contains(remedy.id) {
      order.append(remedy.id)
    }
    return order.compactMap { id -> Remedy? in
      let own = plans.compactMap { plan -> (version: ServerVersion, remedy: Remedy)? in
        plan.remedies.first { $0.id == id }.map { (plan.version, $0) }
      }
      guard var merged = own.last?.remedy else { return nil }
      if let range = ServerVersion.rangeName(of: own.map(\.version), among: all) {
        merged.title = "\(merged.title) (\(range))"
      }
      func lines(_ part: KeyPath<Remedy, [CommandLine]>) -> [CommandLine] {
        Self.lines(own.map { ($0.version, $0.remedy[keyPath: part]) }) { $0.marked($1) }
      }
      merged.read = lines(\.read)
      merged.commands = lines(\.commands)
      merged.verify = lines(\.verify)
      let restarts = Self.lines(
        own.compactMap { one in one.remedy.restart.map { (one.version, [$0]) } }
      ) { "\($0)  # \($1)" }
      merged.restart = restarts.isEmpty ? nil : restarts.joined(separator: "; ")
      merged.documentSteps = DocumentStep.allCases.filter { step in
        own.contains { $0.remedy.documentSteps.contains(step) }
      }
      return merged
    }
  }

  /// The lines of all versions; those that not every version has end in a comment with whose.
  private static func lines<Line: Equatable>(
    _ parts: [(ServerVersion, [Line])], marked: (Line, _ whose: Sentence) -> Line
  ) -> [Line] {
    let all = parts.map(\.0)
    var order: [Line] = []
    for (_, own) in parts {
      var place = order.startIndex
      for line in own {
        if let found = order.firstIndex(of: line) {
          place = found + 1
        } else {
          order.insert(line, at: place)
          place += 1
        }
      }
    }
    return order.map { line in
      let owners = parts.filter { $0.1.contains(line) }.map(\.0)
      return ServerVersion.rangeName(of: owners, among: all).map { marked(line, $0) } ?? line
    }
  }
}
