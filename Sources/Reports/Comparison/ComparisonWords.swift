import Bytes
import Diagnosis
import Packets
import Sessions

/// What a comparison found, in sentences for people.
struct ComparisonWords {
  var comparison: Comparison

  /// The answer as it stands behind the files' names.
  var word: String {
    switch comparison.outcome {
    case .proven: "PROVEN"
    case .notProven: "NOT PROVEN"
    case .worse: "WORSE"
    case .notComparable: "NOT COMPARABLE"
    }
  }

  /// The answer in a sentence or two that can be forwarded.
  var sentence: String {
    switch comparison.reason {
    case .acceptedAbove(let load):
      return "\(place) accepted a \(attempt) with \(connections(load)) open, where it refused at"
        + " \(comparison.subject?.oldLimit ?? load) before. The limit that refused them is gone;"
        + " the fall in refusals is more than chance."
    case .loadNotReached(let limit, let most, _):
      return "The old limit of \(limit) of \(place) was not tested: at most"
        + " \(connections(most)) \(most == 1 ? "was" : "were") open at one time in the capture after."
    case .stillRefused(let limit):
      return "\(place) still refuses for the same cause, \(cause)"
        + (limit.map { ", at a load of \($0)." } ?? ".")
    case .limitRaised(let from, let to):
      return "The limit of \(place) was raised from \(from) to \(to), and \(to) is met again: it"
        + " still refuses."
    case .otherLimit(let other):
      return "The old limit no longer shows, but \(place) refuses by another: \(other.rawValue)."
    case .refusalsUnexplained(let count):
      return "\(place) still refused \(count.counted(.attempt)) in the capture after,"
        + " at loads at which it accepted none: a limit may be behind it."
    case .loadUnknown:
      return "The capture before does not show at which load \(place) refuses, so no load after"
        + " can be held against it."
    case .tooFewAttempts:
      return "\(place) accepts above the old limit, but these are too few places to tell the fall"
        + " in refusals from chance."
    case .limitFell(let from, let to):
      return "The limit of \(place) fell: it refuses at \(to) where it took \(from) before."
    case .refusalsRose(let cause):
      return "\(place) refuses more than before, beyond chance"
        + (cause.map { " (\($0.rawValue))." } ?? ".")
    case .noMail, .noThrottlingBefore, .causeWithoutLoad, .otherServer, .otherProtocol,
      .accountMissing, .encrypted, .oneDirection, .oneClientsView:
      return obstacle
    }
  }

  /// Why the two cannot be held against each other.
  private var obstacle: String {
    switch comparison.reason {
    case .noMail(let half): "The capture \(half.rawValue) shows no IMAP or SMTP connection."
    case .noThrottlingBefore(let cause):
      "The capture before shows no throttling of \(place): there is nothing to prove gone"
        + (cause.map { " (it shows \($0.rawValue))." } ?? ".")
    case .causeWithoutLoad(let cause):
      "The cause before, \(cause.rawValue), does not depend on how many connections are open: no"
        + " load after can prove that it is gone."
    case .otherServer: "The capture after shows no connection to \(place)."
    case .otherProtocol:
      "The capture after shows no \(mailProtocol) at \(server), which before is about."
    case .accountMissing(let half):
      "The capture \(half.rawValue) shows nothing to compare: no sign-in of the account at the"
        + " server that was asked for or that the other capture is about (\(place))."
    case .encrypted(let half):
      "The sign-ins at \(server) are hidden inside TLS in the capture \(half.rawValue)."
    case .oneDirection(let half):
      "The capture \(half.rawValue) holds one direction of the traffic only."
    case .oneClientsView(let half):
      "The capture \(half.rawValue) shows one client's traffic only, the other that of several:"
        + " their loads cannot be compared."
    default: ""
    }
  }

  /// What would settle it; nil where it is settled.
  var nextStep: String? {
    switch comparison.reason {
    case .acceptedAbove: nil
    case .loadNotReached(let limit, _, let agents?):
      "let at least \(agents.counted(.agent)) sign in at the same time, so that more"
        + " than \(limit) connections are open, and capture again."
    case .loadNotReached(let limit, _, nil):
      "open more than \(limit) connections at the same time, counted as the limit counts them,"
        + " and capture again."
    case .stillRefused:
      "check that the new value is set on every server and that the service was restarted"
        + (lookAlikes.isEmpty ? "." : "; then \(lookAlikes).")
    case .limitRaised, .limitFell, .otherLimit, .refusalsRose(cause: .some):
      "run 'chokepoint analyze' on the capture after: it sizes the limit and names the command."
    case .refusalsUnexplained, .refusalsRose(cause: nil):
      "capture again while agents sign in, for longer; 'chokepoint analyze' shows the refusals."
    case .loadUnknown, .oneClientsView, .oneDirection:
      "capture before and after at the same place that shows all clients, such as the server's span"
        + " port."
    case .tooFewAttempts(let needed?):
      "let clients ask for at least \(needed.counted(.place)) after the change."
    case .tooFewAttempts(nil):
      "the capture before holds too few sign-ins; only a longer one of the time before could tell."
    case .encrypted: "compare the server's protocol logs, or capture where sign-ins are in clear."
    case .noMail, .accountMissing, .otherServer, .otherProtocol:
      "capture the same account at the same server, in the same protocol, before and after."
    case .noThrottlingBefore, .causeWithoutLoad:
      "run 'chokepoint analyze' on each capture."
    }
  }

  private var lookAlikes: String {
    comparison.remarks.compactMap { remark -> String? in
      guard case .alsoFits(let known) = remark else { return nil }
      return "\(known.setting) has the same value as it ships: \(known.decidedBy) tells"
    }.joined(separator: "; ")
  }

  /// `Exchange at 10.4.4.95, account uccxmail`.
  var place: String {
    guard let subject = comparison.subject else { return "the server" }
    let account = subject.account.map { " for account \(terminalText(WireText($0)))" } ?? ""
    return "\(subject.family.name) at \(subject.server.address)\(account)"
  }

  private var server: String { comparison.subject?.server.address.description ?? "the server" }
  private var cause: String { comparison.subject?.cause?.rawValue ?? "throttling" }
  private var attempt: String { comparison.subject?.account == nil ? "connection" : "sign-in" }
  private var mailProtocol: String {
    comparison.subject?.mailProtocol.rawValue.uppercased() ?? "mail"
  }
  private func connections(_ count: Int) -> Counted { count.counted(.connection) }
}

extension Comparison.Remark {
  /// The remark as a sentence.
  var sentence: String {
    switch self {
    case .otherCause(let cause, let failures):
      "after the change something else is at work too: \(cause.rawValue)"
        + " (\(failures.counted(.failure)))"
    case .sessionsBegunBefore(let half, let count):
      "\(count.counted(.session)) of the capture \(half.rawValue) began before it; loads"
        + " are lower bounds there"
    case .encryptedSessions(let half, let count):
      "\(count.counted(.session)) of the capture \(half.rawValue) hide their sign-ins"
        + " inside TLS and are not counted"
    case .incompleteSessions(let half, let count):
      "\(count.counted(.session)) of the capture \(half.rawValue) lack bytes"
    case .alsoFits(let known):
      "before, \(known.setting) = \(known.value) would look the same (\(known.decidedBy) tells)"
    }
  }
}
