import Packets
import ServerRecords

/// What the remedies of an incident are made from.
extension Examination {
  /// The incidents, each with what agents see of it and what to do about it.
  func planned(_ incidents: [Incident], whatIf: [WhatIf]) -> [Incident] {
    let peaks = WantedPeaks(self, incidents)
    let senders = mailSenders()
    return incidents.map { incident in
      var incident = incident
      incident.agentSymptoms = agentSymptoms(of: incident, senders: senders)
      let clients = Set(incident.clients).union(incident.course.stays.lazy.map(\.client))
      incident.mailSenders = senders.intersection(clients)
      incident.plan = Remedies.plan(for: context(of: incident, peaks: peaks, whatIf: whatIf))
      return incident
    }
  }

  private func context(
    of incident: Incident, peaks: WantedPeaks, whatIf: [WhatIf]
  ) -> RemedyContext {
    var context = RemedyContext(cause: incident.cause, version: version(for: incident))
    context.account = incident.account
    context.server = incident.server
    context.connector = connector(of: incident)
    context.setting = incident.limit?.setting
    context.limitAtLeast = incident.limit?.value ?? incident.limit?.atLeast
    context.agents = options.agents
    context.connectionsPerLogin = options.connectionsPerLogin
    context.peakDemand = demand(of: incident, peaks: peaks)
    // What other agents would want takes the place of what the recorded ones did.
    if incident.cause == .connectionsPerUser || incident.cause == .storeSessions,
      options.agents != nil,
      let other = whatIf.first(where: {
        $0.server == incident.server && $0.account == incident.account
      })
    {
      context.peakDemand = other.peakDemand
    }
    return context
  }

  /// The one connector of a settings file that has the limit which was found; nil where several may
  /// be it.
  private func connector(of incident: Incident) -> String? {
    guard incident.cause.isSMTP, let value = incident.limit?.value else { return nil }
    let fitting = options.records.receiveConnectors.filter { connector in
      guard connector.ports.contains(Int(incident.server.port)) else { return false }
      let limit =
        switch incident.cause {
        case .smtpMessageRate: connector.messageRateLimit?.value
        case .smtpConnectionsTotal: connector.maxInboundConnection?.value
        default: connector.maxInboundConnectionPerSource?.value
        }
      return limit == .number(value)
    }
    guard fitting.count == 1, let one = fitting.first else { return nil }
    if case .text(let identity) = one.values["Identity"]?.value { return identity }
    return one.name
  }

  /// What was wanted at the peak; nil where the captures do not show all of it.
  ///
  /// They do where they pin the limit down, and see more wanted than it allows.
  private func demand(of incident: Incident, peaks: WantedPeaks) -> Int? {
    guard let limit = incident.limit, let least = limit.value ?? limit.atLeast else { return nil }
    let isRate = incident.cause == .smtpMessageRate || incident.cause == .smtpRecipientRate
    guard isRate || limit.value != nil else { return nil }
    let wanted = [peaks.peak(of: incident), incident.peakDemand].compactMap(\.self).max()
    return wanted.flatMap { $0 > least || isRate && $0 >= least ? $0 : nil }
  }
}
