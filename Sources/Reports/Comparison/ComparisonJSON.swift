import Bytes
import Diagnosis
import Packets
import Sessions

/// Writes comparisons as JSON (schema `chokepoint.comparison/1`).
package enum ComparisonJSON {
  /// The comparison as one JSON object, keys sorted, ASCII only, with a line break at its end.
  package static func text(_ report: ComparisonReport) throws -> String {
    try JSONText.encode(document(report), pretty: true) + "\n"
  }

  private static func document(_ report: ComparisonReport) -> ComparisonDocument {
    let comparison = report.comparison
    let words = ComparisonWords(comparison: comparison)
    return ComparisonDocument(
      captures: [
        Comparison.Half.before.rawValue: capture(report.before),
        Comparison.Half.after.rawValue: capture(report.after),
      ],
      outcome: comparison.outcome.rawValue, reason: comparison.reason.name,
      because: words.sentence.description, next: OrNull(words.nextStep?.description),
      subject: OrNull(comparison.subject.map(subject)),
      before: OrNull(comparison.before.map(measurement)),
      after: OrNull(comparison.after.map(measurement)),
      difference: OrNull(
        comparison.difference.map {
          ComparisonDocument.Difference(
            share: rounded($0.value), interval: [rounded($0.low), rounded($0.high)])
        }),
      evidence: comparison.exhibits.map { evidence($0, in: report) },
      remarks: comparison.remarks.map(\.sentence.description))
  }

  private static func capture(_ facts: CaptureFacts) -> ComparisonDocument.Capture {
    ComparisonDocument.Capture(
      path: facts.path, frames: facts.frames,
      start: OrNull(facts.start.map { rfc3339($0, digits: facts.digits) }),
      end: OrNull(facts.end.map { rfc3339($0, digits: facts.digits) }),
      warnings: facts.warnings.map(\.description))
  }

  private static func subject(_ subject: Comparison.Subject) -> ComparisonDocument.Subject {
    ComparisonDocument.Subject(
      server: subject.server.description, family: subject.family.rawValue,
      protocol: subject.mailProtocol.rawValue, account: OrNull(subject.account),
      cause: OrNull(subject.cause?.rawValue), oldLimit: OrNull(subject.oldLimit))
  }

  private static func measurement(_ one: Measurement) -> ComparisonDocument.Measurement {
    ComparisonDocument.Measurement(
      attempts: share(one.refusals, of: one.attempts, one.attemptRate),
      places: share(one.refusedPlaces, of: one.places, one.placeRate), peakLoad: one.peakLoad,
      peakDemand: one.peakDemand,
      latency: OrNull(
        one.latency.map {
          ComparisonDocument.Latency(
            count: $0.count, median: quantile($0.median), percentile95: quantile($0.percentile95))
        }), clients: one.clients,
      limit: OrNull(
        one.limit.map {
          ComparisonDocument.Limit(
            setting: $0.setting, value: OrNull($0.value), atLeast: OrNull($0.atLeast),
            atMost: OrNull($0.atMost))
        }), oneClientsView: one.isOneClientsView)
  }

  private static func share(
    _ refused: Int, of all: Int, _ rate: ProportionEstimate?
  ) -> ComparisonDocument.Share {
    ComparisonDocument.Share(
      refused: refused, of: all, share: OrNull(rate.map { rounded($0.value) }),
      interval: OrNull(rate.map { [rounded($0.low), rounded($0.high)] }))
  }

  private static func quantile(_ one: QuantileEstimate) -> ComparisonDocument.Quantile {
    ComparisonDocument.Quantile(
      value: one.value.seconds, low: OrNull(one.low?.seconds), high: OrNull(one.high?.seconds))
  }

  private static func evidence(
    _ exhibit: Comparison.Exhibit, in report: ComparisonReport
  ) -> ComparisonDocument.Evidence {
    let item = exhibit.evidence
    let text =
      switch item.text {
      case .wire(let words): jsonString(words)
      case .own(let words): words.description
      }
    return ComparisonDocument.Evidence(
      capture: exhibit.half.rawValue, frame: item.stamp.frame,
      time: rfc3339(item.stamp.time, digits: report.facts(of: exhibit.half).digits),
      client: item.client.description, text: text, load: exhibit.load,
      refused: exhibit.wasRefused)
  }

  /// To four decimals: a hundredth of a percent.
  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }
}

extension Comparison.Reason {
  /// The reason's name for programs.
  var name: String {
    switch self {
    case .acceptedAbove: "accepted-above"
    case .loadNotReached: "load-not-reached"
    case .stillRefused: "still-refused"
    case .limitRaised: "limit-raised"
    case .otherLimit: "other-limit"
    case .refusalsUnexplained: "refusals-unexplained"
    case .loadUnknown: "load-unknown"
    case .tooFewAttempts: "too-few-attempts"
    case .limitFell: "limit-fell"
    case .refusalsRose: "refusals-rose"
    case .noMail: "no-mail"
    case .noThrottlingBefore: "no-throttling-before"
    case .causeWithoutLoad: "cause-without-load"
    case .otherServer: "other-server"
    case .otherProtocol: "other-protocol"
    case .accountMissing: "account-missing"
    case .encrypted: "encrypted"
    case .oneDirection: "one-direction"
    case .oneClientsView: "one-clients-view"
    }
  }
}
