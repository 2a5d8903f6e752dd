import Bytes
import Diagnosis
import Packets
import Sessions

/// Facts of the diagnosis as the document spells them.
extension ReportDocument.View {
  init(_ view: View) {
    self.init(
      clients: view.clients, sessions: view.sessions, begunBefore: view.begunBefore,
      encrypted: view.encrypted, incomplete: view.incomplete,
      bothDirections: view.hasBothDirections, trust: hundredths(view.trust))
  }
}

extension ReportDocument.ClientTally {
  init(_ tally: Course.Tally, of incident: Incident) {
    self.init(
      client: tally.client.description,
      workstation: OrNull(incident.workstations[tally.client].map(jsonString)),
      accepted: tally.accepted, refused: tally.refused,
      heldAtFirstRefusal: tally.heldAtFirstRefusal,
      sendsMail: incident.mailSenders.contains(tally.client))
  }
}

extension ReportDocument.Clock {
  init(_ alignment: CaptureMerge.Alignment) {
    switch alignment {
    case .reference: self.init(alignment: "reference")
    case .apart: self.init(alignment: "apart")
    case .fitted(let fit):
      self.init(
        alignment: "fitted", offset: fit.offset.seconds, drift: hundredths(fit.drift),
        uncertainty: fit.uncertainty.seconds, sharedConnections: fit.connections)
    }
  }
}

extension ReportDocument.NotNeeded {
  init(_ step: UnneededStep) {
    self.init(step: step.step.rawValue, because: step.because.description)
  }
}

extension ReportDocument.Retries {
  init(_ retries: RetrySummary) {
    self.init(
      connections: retries.connections, refusedConnections: retries.refusedConnections,
      tries: retries.tries, medianPause: retries.medianPause.seconds,
      attemptsPerSuccess: OrNull(retries.attemptsPerSuccess.map(hundredths)),
      shareOfConnections: hundredths(retries.shareOfConnections), storm: retries.isStorm,
      backOff: OrNull(
        retries.backOff.map {
          BackOff(asked: $0.asked.seconds, obeyed: $0.obeyed, ignored: $0.ignored)
        }),
      secrets: OrNull(
        retries.secrets.map {
          Secrets(compared: $0.compared, distinct: $0.distinct, guessing: $0.isGuessing)
        }))
  }
}

extension ReportDocument.Ghosts {
  init(_ ghosts: GhostCount) {
    self.init(
      ended: ghosts.ended, open: ghosts.open, longestSilence: ghosts.longestSilence.seconds)
  }
}

extension ReportDocument.Headroom {
  init(_ headroom: Headroom) {
    let basis =
      switch headroom.basis {
      case .found: "found"
      case .shipped: "shipped"
      case .told: "told"
      }
    self.init(
      server: headroom.server.description, account: headroom.account, peak: headroom.peak,
      limit: headroom.limit, setting: headroom.setting, basis: basis,
      share: hundredths(headroom.share), warning: headroom.isWarning)
  }
}

extension ReportDocument.WhatIf {
  init(_ whatIf: WhatIf) {
    self.init(
      server: whatIf.server.description, account: whatIf.account,
      recordedAgents: whatIf.recordedAgents, agents: whatIf.agents,
      fixedClients: whatIf.fixedClients, peakDemand: whatIf.peakDemand,
      sufficient: whatIf.sufficient,
      trial: OrNull(
        whatIf.trial.map { Trial(limit: $0.limit, wanted: $0.wanted, refused: $0.refused) }),
      bindsNext: whatIf.bindsNext.map { Next(setting: $0.setting, value: $0.value) })
  }
}

/// A share or a quotient to two decimals: more would claim a precision that is not there.
func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
