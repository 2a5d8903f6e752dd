import Bytes
import Diagnosis
import Packets

/// How close accounts came to their limits, and what other agents would need.
struct DemandWords {
  var diagnosis: Diagnosis

  /// Accounts and questions that are told of, the first ones.
  private static let limit = 5

  var sections: [Story.Section] {
    var sections: [Story.Section] = []
    let close = diagnosis.headroom.filter(\.isWarning)
    if !close.isEmpty, diagnosis.verdict == .healthy {
      sections.append(
        Story.Section(
          title: "Little room left", lines: close.prefix(Self.limit).map(sentence), isList: true))
    }
    if !diagnosis.whatIf.isEmpty {
      sections.append(
        Story.Section(
          title: "What if", lines: diagnosis.whatIf.prefix(Self.limit).flatMap(lines), isList: false
        ))
    }
    return sections
  }

  private func sentence(_ headroom: Headroom) -> Sentence {
    let percent = Int((headroom.share * 100).rounded())
    return
      "\(terminalText(WireText(headroom.account))) on \(headroom.server.address): \(headroom.peak)"
      + " of \(headroom.limit) connections at the peak (\(percent) % of \(Sentence(setting: headroom.setting)),"
      + " \(basis(headroom.basis)))"
  }

  private func basis(_ basis: Headroom.Basis) -> Sentence {
    switch basis {
    case .found: "found here"
    case .shipped: "as it ships; compare with the server's settings"
    case .told: "as told"
    }
  }

  private func lines(of whatIf: WhatIf) -> [Sentence] {
    let account = terminalText(WireText(whatIf.account))
    let agents = whatIf.agents.counted(.agent)
    let who: Sentence =
      whatIf.fixedClients > 0
      ? "\(agents) and \(whatIf.fixedClients.counted(.client)) that there is one of" : "\(agents)"
    var lines: [Sentence] = [
      "\(who) on account \(account) want \(whatIf.peakDemand.counted(.connection)) at the peak"
        + " (recorded: \(whatIf.recordedAgents.counted(.agent))). A limit of \(whatIf.sufficient)"
        + " would do."
    ]
    if let trial = whatIf.trial {
      lines.append(
        trial.refused == 0
          ? "A limit of \(trial.limit) would refuse none of the \(trial.wanted) connections wanted."
          : "A limit of \(trial.limit) would refuse \(grouped: trial.refused) of the"
            + " \(grouped: trial.wanted) connections wanted, each counted once.")
    }
    for limit in whatIf.bindsNext {
      lines.append(
        "\(Sentence(setting: limit.setting)) = \(limit.value) (as it ships) would bind: \(limit.decidedBy) tells."
      )
    }
    return lines
  }
}
