import Bytes
import Mail
import Packets
import Streams

/// Collects the facts of one session while it goes on.
struct SessionFacts {
  private(set) var session: MailSession
  private let limits: SessionLimits
  /// Bytes that streams delivered.
  private(set) var heardBytes = PerSide(both: 0)
  /// The frame with the client's last byte so far.
  private var clientByte: Stamp
  /// For each side, the frame with the first byte of the line that is on its way.
  private var lineStart: PerSide<Stamp>
  /// The client's last byte when the server's line began: the request that the line answers.
  private var request: Stamp
  private var timer = CommandTimer()
  private var isSignedIn = false

  init(_ session: MailSession, limits: SessionLimits) {
    self.session = session
    self.limits = limits
    clientByte = session.first
    lineStart = PerSide(both: session.first)
    request = session.first
  }

  /// Counts bytes that a stream delivered.
  @inline(__always)
  mutating func hear(_ count: Int, from side: Side) {
    if side == .client { heardBytes.client += count } else { heardBytes.server += count }
  }

  /// Notes who speaks, before a parser sees the bytes.
  @inline(__always)
  mutating func bytesArrive(_ count: Int, from side: Side, at stamp: Stamp, beginsLine: Bool) {
    hear(count, from: side)
    if beginsLine {
      begin(side, at: stamp)
      if side == .server, timer.awaitsFirstByte { timer.answerBegins(at: stamp.time) }
    }
    if side == .client { clientByte = stamp }
  }

  /// Notes what is left open at the connection's end.
  mutating func finish() { session.unansweredCommands = timer.unanswered }

  /// Notes a hole in a side's stream.
  mutating func bytesMissing(from side: Side) { session.gaps[side].count += 1 }

  private mutating func begin(_ side: Side, at stamp: Stamp) {
    lineStart[side] = stamp
    if side == .server { request = clientByte }
  }

  /// Takes what a parser says about bytes that `side` sent in the frame `stamp`.
  mutating func record(_ event: MailEvent, from side: Side, at stamp: Stamp) {
    switch event {
    case .greeting(let greeting): record(greeting, at: stamp)
    case .capabilities(let words):
      session.capabilities = words
      if !isSignedIn { session.offered = words }
    case .imapCommand(let command):
      session.commandCount += 1
      if !command.isCut, let name = CommandName.timed(command.name) {
        timer.ask(name, tag: command.tag, bytes: command.lineBytes, at: stamp)
      }
      if command.name == "LOGOUT" { endBegins(at: stamp) }
    case .smtpCommand(let command):
      session.commandCount += 1
      if let name = CommandName.timed(command.name) { timer.ask(name, tag: nil, at: stamp) }
      if command.name == "QUIT" { endBegins(at: stamp) }
    case .chunk: timer.extendLast(to: stamp)
    case .message(let message):
      if message.end == .dot { timer.ask(.message, tag: nil, at: stamp) }
    case .tagged(let response): record(response, at: stamp)
    case .untagged(let response): record(response, at: stamp)
    case .reply(let reply): record(reply, at: stamp)
    case .authentication(let authentication): record(authentication, at: stamp)
    case .tls(_, let isImplicit):
      if session.tls == .none { session.tls = isImplicit ? .implicit : .startTLS }
      if session.handshake == nil { session.handshake = TLSFact() }
    case .tlsHandshake(let side, let type): session.handshake?.note(type, from: side, at: stamp)
    case .tlsAlert(let side, let alert): session.handshake?.note(alert, from: side, at: stamp)
    case .tlsData(let side): session.handshake?.sentData[side] = true
    case .malformed(let malformation):
      count(malformation.kind.rawValue)
    case .untaggedCut, .continuation, .done, .replyCut, .chunkCut, .saslResponse, .saslCancelled,
      .line, .harmless:
      break
    }
    // What follows in the same frame begins in it.
    begin(side, at: stamp)
  }

  private mutating func record(_ greeting: Greeting, at stamp: Stamp) {
    guard session.greeting == nil else { return }
    let isRefusal = greeting.status == .bye || (greeting.code ?? 0) >= 400
    session.greeting = GreetingFact(
      text: greeting.text, isRefusal: isRefusal, code: greeting.code, stamp: stamp)
    if isRefusal { endBegins(at: stamp) }
  }

  private mutating func record(_ response: IMAPTagged, at stamp: Stamp) {
    if response.status == .ok, NoticeFact.isRemark(response.text.bytes) {
      note(NoticeFact(text: response.text, stamp: stamp))
    }
    let isSignIn = response.command == "LOGIN" || response.command == "AUTHENTICATE"
    guard !isSignIn, let outcome = CommandFact.Outcome(response.status) else { return }
    let timed = timer.answered(
      tag: response.tag, outcome, lineStart: lineStart.server.time, at: stamp)
    if let timed {
      session.commands.add(timed.fact)
      if outcome == .ok { session.longestAccepted = max(session.longestAccepted, timed.bytes) }
    }
    if outcome != .ok {
      refuse(
        .tagged(response.status, command: response.command), response.text, at: stamp,
        delay: timed?.fact.think, bytes: timed?.bytes)
    }
  }

  private mutating func record(_ response: IMAPUntagged, at stamp: Stamp) {
    if response.name == "ID", session.serverID == nil { session.serverID = response.text }
    guard response.name == "BYE" else { return }
    // A BYE that answers LOGOUT is good manners, any other one turns the client out.
    if session.endBegan == nil { refuse(.bye, response.text ?? WireText([]), at: stamp) }
    endBegins(at: stamp)
  }

  private mutating func record(_ reply: SMTPReply, at stamp: Stamp) {
    let command: String? =
      if case .command(let name) = reply.answers { name } else { nil }
    let isMessage = reply.answers == .message
    let name = isMessage ? .message : command.flatMap(CommandName.timed)
    let timed = name.flatMap { name in
      timer.answered(
        name, .reply(UInt16(clamping: reply.code)), lineStart: lineStart.server.time, at: stamp)
    }
    if let timed { session.commands.add(timed) }
    if let step = name.flatMap(TransactionFact.Step.init) {
      // The first reply to commands that were sent together was asked for with them.
      note(
        TransactionFact(
          step: step, wasAccepted: reply.code < 400, code: reply.code,
          request: timed?.request ?? request, answer: stamp))
    }
    let isSignIn = command == "AUTH" || reply.answers == .saslResponse
    if reply.code >= 400, !isSignIn {
      refuse(
        .reply(reply.code, command: isMessage ? "." : command), reply.text, at: stamp,
        delay: timed?.think)
    }
    if reply.code == 421 { endBegins(at: stamp) }
  }

  private mutating func record(_ authentication: Authentication, at stamp: Stamp) {
    let seen = authentication.identity.map(\.account).flatMap { $0.isEmpty ? nil : $0 }
    let isAnswered = authentication.response != nil
    let latency = lineStart.server.time.since(request.time)
    let fact = AuthenticationFact(
      mechanism: authentication.mechanism, account: seen.flatMap { AccountName($0) },
      accountAsSeen: seen,
      workstation: authentication.identity?.workstation,
      result: AuthenticationFact.Result(authentication.result), response: authentication.response,
      request: isAnswered ? request : clientByte, answer: stamp,
      latency: isAnswered ? max(.zero, latency) : nil,
      secretFingerprint: authentication.secretFingerprint)
    if fact.result == .accepted { isSignedIn = true }
    if session.authentications.count < limits.authentications {
      session.authentications.append(fact)
    } else {
      session.authentications[session.authentications.count - 1] = fact
      session.droppedFacts += 1
    }
  }

  private mutating func note(_ transaction: TransactionFact) {
    guard session.transactions.count < limits.transactions else {
      session.droppedFacts += 1
      return
    }
    session.transactions.append(transaction)
  }

  private mutating func note(_ notice: NoticeFact) {
    guard session.notices.count < limits.notices else {
      session.droppedFacts += 1
      return
    }
    session.notices.append(notice)
  }

  private mutating func refuse(
    _ place: RefusalFact.Place, _ text: WireText, at stamp: Stamp, delay: Interval? = nil,
    bytes: Int? = nil
  ) {
    guard session.refusals.count < limits.refusals else {
      session.droppedFacts += 1
      return
    }
    session.refusals.append(
      RefusalFact(place: place, text: text, stamp: stamp, delay: delay, commandBytes: bytes))
  }

  private mutating func endBegins(at stamp: Stamp) {
    if session.endBegan == nil { session.endBegan = stamp }
  }

  private mutating func count(_ anomaly: String) {
    session.anomalies[anomaly, default: 0] += 1
  }
}

extension TransactionFact.Step {
  /// The step that this SMTP command is; nil for another command.
  fileprivate init?(_ command: CommandName) {
    switch command {
    case .mail: self = .sender
    case .rcpt: self = .recipient
    case .message: self = .message
    default: return nil
    }
  }
}

extension CommandFact.Outcome {
  /// What a tagged answer says; nil for words that none can have.
  fileprivate init?(_ status: IMAPStatus) {
    switch status {
    case .ok: self = .ok
    case .no: self = .no
    case .bad: self = .bad
    case .bye, .preauth: return nil
    }
  }
}

extension AuthenticationFact.Result {
  init(_ result: Authentication.Result) {
    self =
      switch result {
      case .accepted: .accepted
      case .refused: .refused
      case .error: .error
      case .abandoned: .abandoned
      }
  }
}
