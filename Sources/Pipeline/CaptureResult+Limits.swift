import Bytes
import Capture
package import Diagnosis
import Mail
import Sessions
import Streams

extension CaptureResult {
  /// Each limit that this capture met, with how often.
  ///
  /// What is beyond a limit is dropped, counted, and not in a report. They are those of `StreamLimits`,
  /// `MailLimits` and `SessionLimits`.
  package var limitsMet: [Identity.Term] {
    (limitsThatCost + limitsWithoutCost).filter { $0.value > 0 }
  }

  /// What is odd about the capture's file, and which limits cost something that a report may rest
  /// on.
  package var warnings: [Sentence] {
    let odd = summary.warnings.map(\.sentence)
    let met = limitsThatCost.filter { $0.value > 0 }
    guard !met.isEmpty else { return odd }
    let list = met.map { term -> Sentence in "\(term.name) \(grouped: term.value)" }
      .joined(separator: ", ")
    return odd + [
      "limits of this program were met, what is beyond them is missing here: \(list)"
    ]
  }

  private var limitsThatCost: [Identity.Term] {
    let (met, drops) = (streams.limits, tracking.mailDrops)
    return [
      .init("connections given up for others", met.connections),
      .init("data held out of order for a connection", met.outOfOrder),
      .init("data held out of order for all", met.tableOutOfOrder),
      .init("copies of the same bytes", met.overlapDepth),
      .init("SYNs of one connection", met.handshakeCandidates),
      .init("data on a SYN", met.synPayload),
      .init("gaps remembered", met.declaredGaps),
      .init("servers remembered", met.learnedServers),
      .init("sessions", tracking.sessionsDropped),
      .init("facts of a session", tracking.factsDropped),
      .init("connections looked at again", tracking.undecidedForgotten),
      .init("IMAP tags", drops.tags), .init("SMTP commands", drops.commands),
      .init("literals of a command", drops.literals),
      .init("capabilities", drops.capabilities), .init("sign-ins of a session", drops.signIns),
      .init("gaps of a session", drops.gaps), .init("TLS messages", drops.tlsEvents),
      .init("replies awaited", drops.awaitedReplies),
    ]
  }

  /// Limits that ordinary captures meet.
  ///
  /// Beyond them a late copy, or an overtaken segment, is told apart a little worse, or a secret that
  /// nobody repeats is not searched for.
  private var limitsWithoutCost: [Identity.Term] {
    [
      .init("segments waiting for what they answer", streams.limits.overtaking),
      .init("delivered bytes remembered for a connection", streams.limits.history),
      .init("records of ended connections", streams.limits.idleRecords),
      .init("delivered bytes remembered for all", streams.limits.tableHistory),
      .init("secrets searched for", tracking.mailDrops.secrets),
    ]
  }
}
