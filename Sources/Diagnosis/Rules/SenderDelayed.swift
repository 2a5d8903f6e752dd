import Bytes
import Packets
import Sessions

extension Rule {
  /// MAIL answered after 10, 15, 20 … 55 s while the rest of the session goes on at once.
  ///
  /// Exchange's back pressure delays MAIL FROM by ten seconds and five more at a time
  /// (documentation of Exchange 2013 and later). Counter-examples: a tarpit delays error replies by
  /// a constant five seconds, and only those; greylisting refuses RCPT; a content filter takes its
  /// time at the final dot; a slow server or a lossy path delays everything.
  package static let senderDelayed = Rule(
    id: "sender-delayed",
    title: "MAIL FROM is answered late, in steps of five seconds",
    source: "knowledge base A5, B5",
    symptoms: { session, context in
      guard session.mailProtocol == .smtp, context.family.mayHoldBack,
        let others = session.otherThinkTimes, others <= BackPressure.quick
      else { return [] }
      return session.transactions.compactMap { fact in
        guard fact.step == .sender, BackPressure.isStep(fact.latency) else { return nil }
        let tenths = (fact.latency.nanoseconds + 50_000_000) / 100_000_000
        return Finding(
          [.backPressure], request: fact.request, answer: fact.answer,
          evidence: .own("MAIL answered after \(tenths / 10).\(tenths % 10) s"))
      }
    })
}

/// The delays of Exchange's back pressure.
enum BackPressure {
  /// What other commands of the session may take at most, in the median.
  static let quick = Interval.seconds(2)
  /// How far a delay may lie from its step: the network's round trip and the server's own time.
  static let tolerance = Interval.milliseconds(900)

  /// Whether a delay is 10, 15, 20 … 55 s, a little more, or hardly less.
  static func isStep(_ delay: Interval) -> Bool {
    let step = Interval.seconds(5).nanoseconds
    let early = Interval.milliseconds(150).nanoseconds
    let (count, rest) = (delay.nanoseconds + early).quotientAndRemainder(dividingBy: step)
    return (2...11).contains(count) && rest <= tolerance.nanoseconds + early
  }
}

extension ServerFamily {
  /// Whether the server may be Exchange, which alone holds MAIL back in these steps.
  fileprivate var mayHoldBack: Bool { self == .exchange || self == .unknown }
}

extension MailSession {
  /// The median time the server thought about successful commands other than MAIL and the final
  /// dot; nil where there were fewer than two.
  fileprivate var otherThinkTimes: Interval? {
    let times = commands.facts.filter {
      $0.name != .mail && $0.name != .message && $0.outcome.isSuccess
    }.map(\.think).sorted()
    return times.count < 2 ? nil : times[times.count / 2]
  }
}
