package import Diagnosis

/// "What to do": what to look at, what to change, what to restart, what is next, how to prove it.
package struct PlanStory: Sendable {
  /// A paragraph, or lines to paste.
  package enum Item: Hashable, Sendable {
    case text(Sentence)
    case commands([CommandLine])
  }

  package struct Step: Sendable {
    package var title: Sentence
    package var items: [Item]
  }

  /// The version of the software that it is for, as its makers write it.
  package var version: Sentence
  /// In order.
  package var steps: [Step]
  /// The document's steps that do not help, those with one reason together.
  package var notNeeded: [Sentence]

  /// - Parameter isWhole: whether to tell of every step of the document, also of those far from the
  ///   cause.
  package init(_ plan: RemedyPlan, cause: Cause, isWhole: Bool = false) {
    version =
      plan.version == .unknown
      ? plan.version.family.sentence : Sentence(verbatim: plan.version.name)
    steps = plan.remedies.isEmpty ? [] : Self.steps(plan, cause: cause)
    notNeeded = plan.remedies.isEmpty ? [] : Self.notNeeded(plan, cause: cause, isWhole: isWhole)
  }

  private static func steps(_ plan: RemedyPlan, cause: Cause) -> [Step] {
    let reads = unique(plan.remedies.flatMap(\.read))
    var steps: [Step] = []
    if !reads.isEmpty {
      steps.append(
        Step(title: "See it", items: [.text("look before you change:"), .commands(reads)]))
    }
    steps.append(
      Step(
        title: "Change it",
        items: plan.remedies.flatMap { remedy -> [Item] in
          [.text("\(remedy.title): \(remedy.because)")]
            + (remedy.commands.isEmpty ? [] : [.commands(remedy.commands)])
        }))
    let restarts = unique(plan.remedies.compactMap(\.restart))
    if !restarts.isEmpty {
      steps.append(Step(title: "Restart", items: restarts.map { .text($0) }))
    }
    if let next = plan.nextLimit { steps.append(Step(title: "Next", items: [.text(next)])) }
    steps.append(Step(title: "Prove it", items: proof(of: cause, hasRead: !reads.isEmpty)))
    return steps
  }

  /// How to see that it worked; a comparison of captures speaks of limits only.
  private static func proof(of cause: Cause, hasRead: Bool) -> [Item] {
    guard cause.verdict == .throttling else {
      return [
        .text(
          hasRead
            ? "read again what step 1 reads, then take a second capture" : "take a second capture")
      ]
    }
    return [
      .text(
        hasRead
          ? "read again what step 1 reads, then take a second capture:" : "take a second capture:"),
      .commands(["chokepoint compare before.pcap after.pcap"]),
    ]
  }

  private static func notNeeded(_ plan: RemedyPlan, cause: Cause, isWhole: Bool) -> [Sentence] {
    // Where the server is no Exchange, the document is not what its administrator goes by.
    let isDocuments = plan.version.family == .exchange
    let told = plan.notNeeded.filter { isWhole || isDocuments && $0.step.isNear(cause) }
    return unique(told.map(\.because)).map { reason in
      "\(names(told.filter { $0.because == reason }.map(\.step))): \(reason)"
    }
  }

  private static func names(_ steps: [DocumentStep]) -> Sentence {
    if steps.count == DocumentStep.allCases.count { return "all steps of the document" }
    return steps.count > 7
      ? "the other steps of the document" : steps.map(\.name).joined(separator: ", ")
  }

  private static func unique<Line: Hashable>(_ lines: [Line]) -> [Line] {
    var seen: Set<Line> = []
    return lines.filter { seen.insert($0).inserted }
  }
}

extension DocumentStep {
  /// The command that the document gives, or what it says to do.
  var name: Sentence {
    switch self {
    case .storeLimits: "MAPI and store limits (objects per session)"
    case .viewInformationStoreStatus: "Add-ADPermission View Information Store status"
    case .receiveConnector: "Set-ReceiveConnector, on every connector"
    case .throttlingPolicy2010: "Set-ThrottlingPolicy as for Exchange 2010"
    case .throttlingPolicySP1: "Set-ThrottlingPolicy as for SP1 and SP2"
    default: Sentence(verbatim: rawValue)
    }
  }
}
