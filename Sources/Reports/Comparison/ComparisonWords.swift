import Bytes
import Diagnosis
import Packets
import Sessions

/// What a comparison found, in sentences for people.
struct ComparisonWords {
  var comparison: Comparison

  /// The answer as it stands behind the files' names.
  var word: Sentence {
    switch comparison.outcome {
    case .proven: "PROVEN"
    case .notProven: "NOT PROVEN"
    case .worse: "WORSE"
    case .notComparable: "NOT COMPARABLE"
    }
  }

  /// The answer in a sentence or two that can be forwarded.
  var sentence: Sentence {
    switch comparison.reason {
    case .acceptedAbove(let load):
      return "\(place) accepted a \(attempt) with \(connections(load)) open, where it refused at"
        + " \(comparison.subject?.oldLimit ?? load) before. The limit that refused them is gone;"
        + " the fall in refusals is more than chance."
    case .loadNotReached(let limit, let most, _):
      return most == 1
        ? "The old limit of \(limit) of \(place) was not tested: at most \(connections(most)) was open"
          + " at one time in the capture after."
        : "The old limit of \(limit) of \(place) was not tested: at most \(connections(most)) were open"
          + " at one time in the capture after."
    case .stillRefused(let limit):
      return limit.map {
        "\(place) still refuses for the same cause, \(cause), at a load of \($0)."
      }
        ?? "\(place) still refuses for the same cause, \(cause)."
    case .limitRaised(let from, let to):
      return "The limit of \(place) was raised from \(from) to \(to), and \(to) is met again: it"
        + " still refuses."
    case .otherLimit(let other):
      return "The old limit no longer shows, but \(place) refuses by another: \(other.sentence)."
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
      return cause.map { "\(place) refuses more than before, beyond chance (\($0.sentence))." }
        ?? "\(place) refuses more than before, beyond chance."
    case .noMail, .noThrottlingBefore, .causeWithoutLoad, .otherServer, .otherProtocol,
      .accountMissing, .encrypted, .oneDirection, .oneClientsView:
      return obstacle
    }
  }

  /// Why the two cannot be held against each other.
  private var obstacle: Sentence {
    switch comparison.reason {
    case .noMail(let half): "The capture \(half.sentence) shows no IMAP or SMTP connection."
    case .noThrottlingBefore(let cause):
      cause.map {
        "The capture before shows no throttling of \(place): there is nothing to prove gone (it shows"
          + " \($0.sentence))."
      } ?? "The capture before shows no throttling of \(place): there is nothing to prove gone."
    case .causeWithoutLoad(let cause):
      "The cause before, \(cause.sentence), does not depend on how many connections are open: no"
        + " load after can prove that it is gone."
    case .otherServer: "The capture after shows no connection to \(place)."
    case .otherProtocol:
      "The capture after shows no \(mailProtocol) at \(server), which before is about."
    case .accountMissing(let half):
      "The capture \(half.sentence) shows nothing to compare: no sign-in of the account at the"
        + " server that was asked for or that the other capture is about (\(place))."
    case .encrypted(let half):
      "The sign-ins at \(server) are hidden inside TLS in the capture \(half.sentence)."
    case .oneDirection(let half):
      "The capture \(half.sentence) holds one direction of the traffic only."
    case .oneClientsView(let half):
      "The capture \(half.sentence) shows one client's traffic only, the other that of several:"
        + " their loads cannot be compared."
    default: ""
    }
  }

  /// What would settle it; nil where it is settled.
  var nextStep: Sentence? {
    switch comparison.reason {
    case .acceptedAbove: nil
    case .loadNotReached(let limit, _, let agents?):
      "let at least \(agents.counted(.agent)) sign in at the same time, so that more"
        + " than \(limit) connections are open, and capture again."
    case .loadNotReached(let limit, _, nil):
      "open more than \(limit) connections at the same time, counted as the limit counts them,"
        + " and capture again."
    case .stillRefused:
      lookAlikes.isEmpty
        ? "check that the new value is set on every server and that the service was restarted."
        : "check that the new value is set on every server and that the service was restarted; then"
          + " \(lookAlikes)."
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

  private var lookAlikes: Sentence {
    comparison.remarks.compactMap { remark -> Sentence? in
      guard case .alsoFits(let known) = remark else { return nil }
      return
        "\(Sentence(setting: known.setting)) has the same value as it ships: \(known.decidedBy) tells"
    }.joined(separator: "; ")
  }

  /// `Exchange at 10.4.4.95, account uccxmail`.
  var place: Sentence {
    guard let subject = comparison.subject else { return "the server" }
    let name = Sentence(verbatim: subject.family.name)
    return subject.account.map {
      "\(name) at \(subject.server.address) for account \(terminalText(WireText($0)))"
    } ?? "\(name) at \(subject.server.address)"
  }

  private var server: Sentence { comparison.subject.map { "\($0.server.address)" } ?? "the server" }
  private var cause: Sentence { comparison.subject?.cause?.sentence ?? Verdict.throttling.sentence }
  private var attempt: Sentence { comparison.subject?.account == nil ? "connection" : "sign-in" }
  private var mailProtocol: Sentence {
    comparison.subject.map { "\($0.mailProtocol.rawValue.uppercased())" } ?? "mail"
  }
  private func connections(_ count: Int) -> Counted { count.counted(.connection) }
}

extension Comparison.Remark {
  /// The remark as a sentence.
  var sentence: Sentence {
    switch self {
    case .otherCause(let cause, let failures):
      "after the change something else is at work too: \(cause.sentence)"
        + " (\(failures.counted(.failure)))"
    case .sessionsBegunBefore(let half, let count):
      "\(count.counted(.session)) of the capture \(half.sentence) began before it; loads"
        + " are lower bounds there"
    case .encryptedSessions(let half, let count):
      "\(count.counted(.session)) of the capture \(half.sentence) hide their sign-ins"
        + " inside TLS and are not counted"
    case .incompleteSessions(let half, let count):
      "\(count.counted(.session)) of the capture \(half.sentence) lack bytes"
    case .alsoFits(let known):
      "before, \(Sentence(setting: known.setting)) = \(known.value) would look the same (\(known.decidedBy) tells)"
    }
  }
}

extension Comparison.Half {
  var sentence: Sentence {
    switch self {
    case .before: "before"
    case .after: "after"
    }
  }
}
