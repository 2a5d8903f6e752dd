import Bytes
import NIOCore

/// One run of a probe: name, address, conversation, and the other connections.
struct ProbeRun: Sendable {
  /// TLS with and without a look at the certificate; nil where no TLS is wanted.
  struct Setups: Sendable {
    var verifying: TLSSetup?
    var lenient: TLSSetup?

    init(_ plan: ProbePlan) throws {
      guard plan.encryption != .none else { return }
      verifying = try TLSSetup(plan, verifies: true)
      lenient = try TLSSetup(plan, verifies: false)
    }
  }

  let plan: ProbePlan
  let setups: Setups
  let loop: any EventLoop

  func run() async -> ProbeResult {
    let start = Clock.wall
    let (resolution, found) = await NameResolver.resolve(plan, on: loop)
    var result = ProbeResult(plan: plan, start: start, resolution: resolution)
    let wanted = found.filter(isWanted)
    result.addressesNotTried = max(0, wanted.count - plan.limits.addresses)
    for address in wanted.prefix(plan.limits.addresses) {
      let met = await meet(address, setups.verifying)
      result.attempts.append(met.attempt)
      guard let conversation = met.conversation else { continue }
      (result.conversation, result.others) = (conversation, met.others)
      await lookAgain(at: address, &result)
      break
    }
    return result
  }

  private func isWanted(_ address: SocketAddress) -> Bool {
    switch (plan.family, address) {
    case (.any, _), (.v4, .v4), (.v6, .v6): true
    default: false
    }
  }

  /// Talks on another connection where the certificate of the first one was not trusted.
  private func lookAgain(at address: SocketAddress, _ result: inout ProbeResult) async {
    guard case .failed(.untrusted) = result.conversation?.tls?.outcome else { return }
    let met = await meet(address, setups.lenient)
    // Only where the second look saw more does it take the first one's place.
    guard let conversation = met.conversation, conversation.tls?.facts != nil else { return }
    result.isSecondLook = true
    (result.conversation, result.others) = (conversation, met.others)
  }

  /// What came of an address.
  private struct Meeting: Sendable {
    var attempt: ConnectAttempt
    var conversation: ConversationRecord?
    var others: [OtherConnection] = []
  }

  /// One conversation to its end, with the other connections held beside it.
  private func meet(_ address: SocketAddress, _ tls: TLSSetup?) async -> Meeting {
    let release = loop.makePromise(of: Void.self)
    let first = await open(address, purpose, tls, release.futureResult)
    // Nothing is learnt from more of them where the first one came to nothing.
    let isGreeted = (try? await first.settled.get()) ?? false
    let others =
      plan.connections > 1 && isGreeted ? await openOthers(at: address, release) : []
    release.succeed()
    var meeting = Meeting(attempt: first.attempt, conversation: await first.record)
    for other in others {
      let record = await other.record
      meeting.others.append(OtherConnection(attempt: other.attempt, conversation: record))
    }
    return meeting
  }

  /// A connection with its conversation under way; or none, where it was not connected.
  private struct Talk: Sendable {
    var attempt: ConnectAttempt
    /// Whether it was greeted, as soon as that is certain.
    var settled: EventLoopFuture<Bool>
    var done: EventLoopFuture<ConversationRecord?>

    var record: ConversationRecord? {
      get async { (try? await done.get()).flatMap { $0 } }
    }
  }

  /// Opens the other connections at once, and waits until each has its greeting or never will.
  private func openOthers(
    at address: SocketAddress, _ release: EventLoopPromise<Void>
  ) async -> [Talk] {
    var purpose = purpose
    purpose.isBrief = true
    if purpose.encryption == .startTLS { purpose.encryption = .none }
    return await withTaskGroup(of: Talk.self) { [purpose] group in
      for _ in 1..<plan.connections {
        group.addTask {
          let talk = await open(address, purpose, setups.lenient, release.futureResult)
          _ = try? await talk.settled.get()
          return talk
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }

  private var purpose: Conversation.Purpose {
    var purpose = Conversation.Purpose()
    purpose.forcedProtocol = plan.forcedProtocol
    purpose.usualProtocol = plan.usualProtocol
    purpose.encryption = plan.encryption
    purpose.holds = plan.connections > 1
    purpose.limits = plan.limits
    return purpose
  }

  private func open(
    _ address: SocketAddress, _ purpose: Conversation.Purpose, _ tls: TLSSetup?,
    _ released: EventLoopFuture<Void>
  ) async -> Talk {
    let promises = ConversationHandler.Promises(
      settled: loop.makePromise(), released: released, done: loop.makePromise())
    let timeout = plan.timeout
    let attempt = await Connector.connect(to: address, timeout: timeout, on: loop) {
      ConversationHandler(purpose, tls: tls, timeout: timeout, promises: promises)
    }
    if attempt.outcome != .connected {
      promises.settled.succeed(false)
      promises.done.succeed(nil)
    }
    return Talk(
      attempt: attempt, settled: promises.settled.futureResult, done: promises.done.futureResult)
  }
}
