package import Packets

/// What the recorded connections would need with other agents, or under another limit.
package struct WhatIf: Sendable {
  package var server: Endpoint
  package var account: String
  /// Agents as recorded, and as asked for.
  package var recordedAgents: Int
  package var agents: Int
  /// Clients that there is one of however many agents: those that also speak SMTP (UCCX server).
  package var fixedClients: Int
  /// The most connections that would be wanted at one time.
  package var peakDemand: Int
  /// The limit that was asked for, and what it would refuse; nil where none was.
  package var trial: Trial?
  /// The limit that would do: the demand and a fifth in reserve, rounded up to ten.
  package var sufficient: Int
  /// Other limits of the software that the demand would meet, the lowest first.
  package var bindsNext: [KnownLimit]

  /// The recorded connections played against a limit.
  package struct Trial: Hashable, Sendable {
    package var limit: Int
    package var wanted: Int
    package var refused: Int
  }
}
