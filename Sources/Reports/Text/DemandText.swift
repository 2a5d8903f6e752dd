import Bytes
import Diagnosis
import Packets

/// How close accounts came to their limits, and what other agents would need.
struct DemandText {
  var diagnosis: Diagnosis

  func write(to layout: inout TextLayout) {
    let close = diagnosis.headroom.filter(\.isWarning)
    if !close.isEmpty, diagnosis.verdict == .healthy {
      layout.heading("Little room left")
      for headroom in close.prefix(5) { layout.paragraph("- " + text(headroom), indent: 2) }
    }
    guard !diagnosis.whatIf.isEmpty else { return }
    layout.heading("What if")
    for whatIf in diagnosis.whatIf.prefix(5) {
      for line in lines(of: whatIf) { layout.paragraph(line, indent: 2) }
    }
  }

  func text(_ headroom: Headroom) -> String {
    let percent = Int((headroom.share * 100).rounded())
    return
      "\(terminalText(WireText(headroom.account))) on \(headroom.server.address): \(headroom.peak)"
      + " of \(headroom.limit) connections at the peak (\(percent) % of \(headroom.setting),"
      + " \(basis(headroom.basis)))"
  }

  private func basis(_ basis: Headroom.Basis) -> String {
    switch basis {
    case .found: "found here"
    case .shipped: "as it ships; compare with the server's settings"
    case .told: "as told"
    }
  }

  private func lines(of whatIf: WhatIf) -> [String] {
    let account = terminalText(WireText(whatIf.account))
    let fixed =
      whatIf.fixedClients > 0
      ? " and \(Headline.counted(whatIf.fixedClients, "client")) that there is one of" : ""
    var lines = [
      "\(Headline.counted(whatIf.agents, "agent"))\(fixed) on account \(account) want"
        + " \(Headline.counted(whatIf.peakDemand, "connection")) at the peak (recorded:"
        + " \(Headline.counted(whatIf.recordedAgents, "agent"))). A limit of"
        + " \(whatIf.sufficient) would do."
    ]
    if let trial = whatIf.trial {
      lines.append(
        trial.refused == 0
          ? "A limit of \(trial.limit) would refuse none of the \(trial.wanted) connections wanted."
          : "A limit of \(trial.limit) would refuse \(Headline.grouped(trial.refused)) of the"
            + " \(Headline.grouped(trial.wanted)) connections wanted, each counted once.")
    }
    for limit in whatIf.bindsNext {
      lines.append(
        "\(limit.setting) = \(limit.value) (as it ships) would bind: \(limit.decidedBy) tells.")
    }
    return lines
  }
}
