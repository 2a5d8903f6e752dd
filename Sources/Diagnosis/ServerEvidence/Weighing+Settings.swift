import Bytes
import Packets
import ServerRecords

/// What settings say of an incident.
extension Weighing {
  mutating func weighSettings() {
    switch incident.cause {
    case .connectionsPerUser: weighIMAP("MaxConnectionsPerUser")
    case .connectionsPerIP: weighIMAP("MaxConnectionFromSingleIP")
    case .connectionsTotal: weighIMAP("MaxConnections")
    case .storeSessions: weigh(store: StoreParameters.serviceSessions)
    case .smtpConnectionsPerSource, .smtpConnectionsTotal, .smtpMessageRate: weighConnectors()
    case .budgetDelay: weighPolicies()
    default: break
    }
  }

  /// Whether a value lies in the limit's bounds.
  func fits(_ value: Int) -> Bool {
    guard let limit = incident.limit else { return true }
    return value >= limit.atLeast ?? 0 && value <= limit.atMost ?? .max
  }

  /// Takes over a value that the captures leave open.
  mutating func settle(_ value: Int, basis: LimitFinding.Basis) {
    change { incident in
      guard incident.limit?.value == nil else { return }
      incident.limit?.value = value
      incident.limit?.basis = basis
    }
  }

  private mutating func weighIMAP(_ name: String) {
    let found = records.imapSettings.compactMap { $0.values[name] }
    judge(found.map { ($0.source, $0.value) }, origin: "Get-ImapSettings", name: name)
  }

  private mutating func weigh(store name: String) {
    let found = records.storeParameters.compactMap { $0.values[name] }
    judge(found.map { ($0.source, $0.value) }, origin: "store parameters", name: name)
  }

  private mutating func weighConnectors() {
    let port = Int(incident.server.port)
    let own = records.receiveConnectors.filter { $0.ports.isEmpty || $0.ports.contains(port) }
    switch incident.cause {
    case .smtpConnectionsTotal:
      judge(
        own.compactMap(\.maxInboundConnection).map { ($0.source, $0.value) },
        origin: "Get-ReceiveConnector", name: "MaxInboundConnection")
    case .smtpMessageRate:
      judge(
        own.compactMap(\.messageRateLimit).map { ($0.source, $0.value) },
        origin: "Get-ReceiveConnector", name: "MessageRateLimit")
    default:
      // Those of other addresses lower the percentage's share; at least this source's are open.
      let open = incident.peakLoad ?? 0
      let values = own.compactMap { connector -> (RecordSource, SettingValue)? in
        guard let setting = connector.maxInboundConnectionPerSource else { return nil }
        return (
          setting.source,
          connector.connectionsPerSource(besides: open).map { .number($0) } ?? .unlimited
        )
      }
      judge(values, origin: "Get-ReceiveConnector", name: "MaxInboundConnectionPerSource")
    }
  }

  private mutating func weighPolicies() {
    let policies = records.throttlingPolicies
    guard let first = policies.first, policies.allSatisfy(\.leavesIMAPUnlimited),
      let setting = first.values["IMAPMaxConcurrency"]
    else { return }
    change { $0.confidence *= 0.5 }
    add(
      setting.source, "Get-ThrottlingPolicy", "no budget for IMAP is set in any policy listed",
      .refutes)
  }

  private mutating func judge(
    _ found: [(source: RecordSource, value: SettingValue)], origin: Sentence, name: String
  ) {
    guard let (source, value) = found.first else { return }
    guard Set(found.map(\.value)).count == 1 else {
      return add(source, origin, "\(name) differs between the listings", .undecided)
    }
    guard case .number(let number) = value else {
      guard value.isUnlimited else { return }
      change { $0.confidence *= 0.7 }
      return add(source, origin, "\(name) is unlimited", .refutes)
    }
    let statement: Sentence = "\(name) = \(number)"
    if !fits(number) { return refute(statement, number, source, origin) }
    let isKnown = incident.limit?.value != nil
    settle(number, basis: .settings)
    change { if isKnown { $0.confidence = min(0.99, $0.confidence + 0.01) } }
    add(source, origin, statement, isKnown ? .confirms : .corrects)
  }

  /// The setting is not what binds: another is, or this one is not in force there.
  private mutating func refute(
    _ statement: Sentence, _ number: Int, _ source: RecordSource, _ origin: Sentence
  ) {
    let isHigher = number > incident.limit?.atMost ?? .max
    let store = incident.limit?.alsoFits.first { $0.setting == StoreParameters.serviceSessions }
    add(
      source, origin,
      isHigher
        ? "\(statement): it does not bind, or the service was not restarted since it was changed"
        : "\(statement): more were open at once, so it is not in force on this server",
      .refutes)
    guard !isCauseLogged else { return }
    if isHigher, incident.cause == .connectionsPerUser, let store {
      let confidence = min(0.65, incident.confidence * 0.7)
      correct(to: .storeSessions, confidence: confidence, because: "\(statement) by \(origin)")
      change { incident in
        incident.limit?.setting = store.setting
        incident.limit?.alsoFits = []
      }
    } else {
      change { $0.confidence *= 0.7 }
    }
  }
}
