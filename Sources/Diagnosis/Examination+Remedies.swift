import Packets
import Sessions

/// What the remedies of an incident are made from.
extension Examination {
  /// Sessions of a server that are asked for its version, at most.
  private static let versionSamples = 64

  func remedyContext(of incident: Incident, whatIf: [WhatIf]) -> RemedyContext {
    var context = RemedyContext(cause: incident.cause, version: version(for: incident))
    context.account = incident.account
    context.limitAtLeast = incident.limit?.value ?? incident.limit?.atLeast
    if incident.limit?.value != nil, let peak = incident.peakDemand ?? incident.peakLoad {
      context.peakDemand = max(peak, incident.peakLoad ?? 0)
    }
    context.agents = options.agents
    context.connectionsPerLogin = options.connectionsPerLogin
    return context
  }

  /// The version that the user names, where it is of the family that speaks; else what shows.
  private func version(for incident: Incident) -> ServerVersion {
    if let told = options.server {
      let isKin =
        told.family == incident.family || incident.family == .unknown
        || [.exchange, .exchangeOnline].contains(told.family)
          && [.exchange, .exchangeOnline].contains(incident.family)
      if isKin { return told }
    }
    guard incident.family == .exchange else {
      return ServerVersion(rawValue: incident.family.rawValue) ?? .unknown
    }
    let own = sessionsByServer[incident.server.address] ?? []
    for index in own.prefix(Self.versionSamples) where sessions[index].server == incident.server {
      guard let greeting = sessions[index].greeting, greeting.code == nil,
        let match = options.signatures.match(greeting.text, at: .greeting)
      else { continue }
      switch match.signature.versions {
      case "2007": return .exchange2007
      // Older than anything that the plans are for.
      case "2000", "2003", "5.5": return .unknown
      default: continue
      }
    }
    return .exchange
  }
}
