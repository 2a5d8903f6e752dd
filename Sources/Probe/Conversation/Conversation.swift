package import Bytes
import Mail
package import Sessions

/// One conversation with a mail server, as a value that is told what happens and says what to do.
///
/// It reads the greeting, asks what the server can do, begins TLS where wanted, asks again and
/// takes its leave. It has no words to sign in with. What the server sends is read by the parsers
/// that read captures, within `ProbeLimits`.
package struct Conversation {
  /// What is wanted of this conversation.
  package struct Purpose: Sendable {
    package var forcedProtocol: MailProtocol?
    /// What the port suggests.
    package var usualProtocol: MailProtocol?
    package var encryption = ProbePlan.Encryption.none
    /// Wait behind the greeting until the other connections have theirs.
    package var holds = false
    /// Take leave behind the greeting.
    package var isBrief = false
    package var limits = ProbeLimits()
    /// EHLO's argument: a client without a name gives its address (RFC 5321, section 4.1.4).
    package var clientName = "[127.0.0.1]"

    package init() {}
  }

  /// What happens to a conversation.
  package enum Event: Sendable {
    case bytes([UInt8])
    case secured(TLSFacts)
    case tlsFailed(TLSTrouble)
    /// The other connections have their greetings, or never will.
    case released
    case deadline
    case closed
    case reset
    case broken(String)
  }

  /// What the caller is to do, in this order.
  package enum Action: Equatable, Sendable {
    case send([UInt8])
    case beginTLS
    /// Give the server its time anew.
    case wait
    /// The same for the leave, which is worth less.
    case waitBriefly
    /// Wait for the other connections.
    case hold
    case end
  }

  /// What the answer to a command was.
  private enum Answer {
    case accepted
    case refused
  }

  let purpose: Purpose
  package private(set) var record = ConversationRecord()
  package private(set) var stage: ConversationRecord.Stage
  package private(set) var hasEnded = false
  private var stageBegan: Interval
  private var budget: ReadingBudget
  private var opening: OpeningWords
  private var dialogue: Dialogue?
  private var answer: Answer?

  /// Begins when the connection stands; `time` counts from any fixed instant.
  package init(_ purpose: Purpose, at time: Interval) {
    self.purpose = purpose
    stage = purpose.encryption == .implicit ? .securing : .greeting
    stageBegan = time
    budget = ReadingBudget(purpose.limits)
    opening = OpeningWords(forced: purpose.forcedProtocol, usual: purpose.usualProtocol)
  }

  /// What to do first.
  package var firstActions: [Action] {
    purpose.encryption == .implicit ? [.beginTLS, .wait] : [.wait]
  }

  package mutating func receive(_ event: Event, at time: Interval) -> [Action] {
    guard !hasEnded else { return [] }
    switch event {
    case .bytes(let bytes): return read(bytes, at: time)
    case .secured(let facts):
      guard stage == .securing else { return [] }
      record.tls = TLSRecord(.established(facts), time: took(time))
      if purpose.encryption == .implicit { return go(to: .greeting, at: time) }
      dialogue = record.mailProtocol.map {
        Dialogue($0, isUnderway: true, limits: purpose.limits)
      }
      return ask(.capabilitiesInside, at: time)
    case .tlsFailed(let trouble):
      record.tls = TLSRecord(.failed(trouble), time: took(time))
      return end(.tlsFailed)
    case .released: return stage == .holding ? goOn(at: time) : []
    case .deadline: return stage == .leaving ? end(.complete) : lose(.silent(stage), at: time)
    case .closed: return stage == .leaving ? end(.complete) : lose(.closed(stage), at: time)
    case .reset: return stage == .leaving ? end(.complete) : lose(.reset(stage), at: time)
    case .broken(let words): return end(.broken(stage, words))
    }
  }

  // MARK: Stages

  private func took(_ time: Interval) -> Interval {
    Interval(nanoseconds: time.nanoseconds.subtractingSaturated(stageBegan.nanoseconds))
  }

  private mutating func go(
    to stage: ConversationRecord.Stage, at time: Interval, _ actions: [Action] = []
  ) -> [Action] {
    self.stage = stage
    stageBegan = time
    answer = nil
    return actions + [stage == .leaving ? .waitBriefly : .wait]
  }

  private mutating func end(_ end: ConversationRecord.End) -> [Action] {
    if let dialogue { note(dialogue.counters) }
    record.end = end
    hasEnded = true
    return [.end]
  }

  /// Ends because the server went silent or away; during a handshake that is TLS's trouble.
  private mutating func lose(
    _ loss: ConversationRecord.End, at time: Interval
  ) -> [Action] {
    guard stage == .securing else { return end(loss) }
    let trouble: TLSTrouble = loss == .silent(.securing) ? .silent : .closed
    record.tls = TLSRecord(.failed(trouble), time: took(time))
    return end(.tlsFailed)
  }

  /// Goes on behind the greeting.
  private mutating func goOn(at time: Interval) -> [Action] {
    purpose.isBrief ? leave(at: time) : ask(.capabilities, at: time)
  }

  private mutating func ask(
    _ stage: ConversationRecord.Stage, at time: Interval
  ) -> [Action] {
    let words =
      record.mailProtocol == .imap ? "c\(number(of: stage)) CAPABILITY" : "EHLO \(clientName)"
    return go(to: stage, at: time, say(words))
  }

  private mutating func leave(at time: Interval) -> [Action] {
    let words = record.mailProtocol == .imap ? "c\(number(of: .leaving)) LOGOUT" : "QUIT"
    return go(to: .leaving, at: time, say(words))
  }

  /// A tag's number: each command has its own.
  private func number(of stage: ConversationRecord.Stage) -> Int {
    switch stage {
    case .capabilities: 1
    case .startTLS: 2
    case .capabilitiesInside: 3
    default: 4
    }
  }

  private var clientName: String { purpose.clientName }

  /// Sends a line, and lets the parser see it: it tells what the answer answers.
  private mutating func say(_ words: String) -> [Action] {
    let line = Array((words + "\r\n").utf8)
    _ = dialogue?.receive(line, from: .client)
    return [.send(line)]
  }

  // MARK: Reading

  /// Reads what came, a line at a time: what comes of it does not depend on how much comes at once.
  private mutating func read(_ bytes: [UInt8], at time: Interval) -> [Action] {
    var actions: [Action] = []
    var rest = bytes[...]
    while !rest.isEmpty, !hasEnded {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let piece = rest[..<end]
      rest = rest[end...]
      let count = budget.take(piece)
      if count > 0 { actions += readPart(Array(piece.prefix(count)), at: time) }
      guard count < piece.count, !hasEnded else { continue }
      record.cutOff.isFlooded = true
      actions += self.end(.flooded(stage))
    }
    // No handshake is begun that would end at once.
    return hasEnded ? actions.filter { $0 != .beginTLS } : actions
  }

  private mutating func readPart(_ bytes: [UInt8], at time: Interval) -> [Action] {
    if dialogue == nil {
      switch opening.receive(bytes) {
      case .undecided:
        record.firstLine = opening.firstLine
        return []
      case .foreign:
        record.firstLine = opening.firstLine
        return end(.foreign)
      case .speaks(let mailProtocol):
        record.mailProtocol = mailProtocol
        record.firstLine = opening.firstLine
        dialogue = Dialogue(mailProtocol, isUnderway: false, limits: purpose.limits)
        return hear(opening.held, at: time)
      }
    }
    if stage == .greeting { record.firstLine = opening.add(bytes) }
    return hear(bytes, at: time)
  }

  private mutating func hear(_ bytes: [UInt8], at time: Interval) -> [Action] {
    for event in dialogue?.receive(bytes, from: .server) ?? [] {
      if let end = take(event, at: time) { return end }
    }
    return proceed(at: time)
  }

  /// Goes on where the line that was heard ends a stage.
  private mutating func proceed(at time: Interval) -> [Action] {
    switch (stage, record.greeting, answer) {
    case (.greeting, .some(let greeting), _):
      if greeting.isRefusal { return end(.turnedAway) }
      guard purpose.holds else { return goOn(at: time) }
      stage = .holding
      stageBegan = time
      return [.hold]
    case (.capabilities, _, .some(let answer)): return answered(capabilities: answer, at: time)
    case (.capabilitiesInside, _, .some):
      record.offeredInsideTime = took(time)
      return leave(at: time)
    case (.startTLS, _, .some(.accepted)):
      stage = .securing
      stageBegan = time
      return [.beginTLS, .wait]
    case (.startTLS, _, .some(.refused)): return end(.startTLSRefused)
    case (.leaving, _, .some): return end(.complete)
    default: return []
    }
  }

  private mutating func answered(
    capabilities answer: Answer, at time: Interval
  ) -> [Action] {
    record.offeredTime = took(time)
    guard purpose.encryption == .startTLS else { return leave(at: time) }
    guard record.offered?.contains("STARTTLS") == true else {
      record.startTLS = StartTLSRecord(.notOffered)
      return leave(at: time)
    }
    let words = record.mailProtocol == .imap ? "c\(number(of: .startTLS)) STARTTLS" : "STARTTLS"
    return go(to: .startTLS, at: time, say(words))
  }

  /// Takes note of what the server said; actions only where it ends the conversation.
  private mutating func take(_ event: MailEvent, at time: Interval) -> [Action]? {
    switch event {
    case .greeting(let greeting) where stage == .greeting:
      record.greeting = GreetingRecord(
        text: greeting.text, status: greeting.status, code: greeting.code)
      record.greetingTime = took(time)
    case .capabilities(let words):
      if stage == .capabilitiesInside {
        record.offeredInside = words
      } else {
        record.offered = words
      }
    case .tagged(let tagged) where tagged.command != nil:
      settle(tagged.status == .ok ? .accepted : .refused, tagged.text, at: time)
    case .untagged(let untagged) where untagged.name == "BYE":
      if stage != .leaving { record.parting = untagged.text }
    case .reply(let reply):
      if stage != .leaving, reply.code == 421 { record.parting = reply.text }
      guard reply.answers != nil else { return nil }
      settle(reply.code < 400 ? .accepted : .refused, reply.text, at: time)
    case .malformed(let malformation): return take(malformation.kind)
    case .tls where record.tls == nil: return end(.foreign)
    default: break
    }
    return nil
  }

  private mutating func settle(_ answer: Answer, _ text: WireText, at time: Interval) {
    self.answer = answer
    guard stage == .startTLS else { return }
    record.startTLS = StartTLSRecord(
      answer == .accepted ? .agreed : .refused, text: text, time: took(time))
  }

  private mutating func take(_ kind: Malformation.Kind) -> [Action]? {
    switch kind {
    case .noGreeting, .notIMAP, .notSMTP: return end(.foreign)
    case .badReply where stage == .greeting: return end(.foreign)
    case .starttlsInjectedResponse:
      record.startTLS?.outcome = .injected
      return end(.startTLSRefused)
    default: return nil
    }
  }

  private mutating func note(_ counters: MailCounters) {
    record.cutOff.overlongBytes += counters.bytes.server.overlong
    record.cutOff.capabilities += counters.drops.capabilities
  }
}
