import Bytes
import Diagnosis
import Mail
import Packets
import Sessions

/// What stands on the arrows of a ladder.
struct LadderWords {
  /// How much requests say of the server that they go to.
  enum Place: Sendable {
    case nothing
    case port
    case endpoint
  }

  var place: Place

  /// An arrow's text: the words may be cut, the figure behind them is not.
  struct Label: Sendable {
    var words: String
    var figure = ""
    var isFromServer: Bool
    var tone = LadderEvent.Tone.plain

    var whole: String { figure.isEmpty ? words : words + " " + figure }
  }

  /// Characters of a host's words that are made fit for the terminal; lines show less.
  private static let limit = 200

  func label(_ event: LadderEvent, of session: MailSession) -> Label {
    switch event.kind {
    case .connect: connection(session)
    case .silence:
      Label(
        words: session.synCount > 1
          ? "no answer to \(session.synCount) SYNs" : "no answer to a SYN", isFromServer: true,
        tone: .bad)
    case .reset: Label(words: "RST: nothing listens", isFromServer: true, tone: .bad)
    case .greeting: greeting(session)
    case .request(let place): request(session.authentications[place], session)
    case .answer(let place): answer(session.authentications[place], session)
    case .refusal(let place): refusal(session.refusals[place])
    case .end: end(session)
    }
  }

  private func connection(_ session: MailSession) -> Label {
    let words =
      switch (session.opening, session.tls) {
      case (.midstream, _): "was open before the capture"
      case (_, .implicit): "connects from port \(session.client.port), TLS"
      default: "connects from port \(session.client.port)"
      }
    return Label(words: words, figure: destination(session), isFromServer: false)
  }

  private func destination(_ session: MailSession) -> String {
    switch place {
    case .nothing: ""
    case .port: "to port \(session.server.port)"
    case .endpoint: "to \(session.server)"
    }
  }

  private func greeting(_ session: MailSession) -> Label {
    guard let greeting = session.greeting else { return Label(words: "", isFromServer: true) }
    let lead = session.mailProtocol == .imap ? "* " : greeting.code.map { "\($0) " } ?? ""
    return Label(
      words: lead + terminalText(greeting.text, limit: Self.limit), isFromServer: true,
      tone: greeting.isRefusal ? .bad : .plain)
  }

  private func request(_ fact: AuthenticationFact, _ session: MailSession) -> Label {
    let account = fact.accountAsSeen.map { " " + terminalText($0, limit: Self.limit) } ?? ""
    return Label(
      words: "sign-in \(terminalText(fact.mechanism))\(account)",
      figure: destination(session), isFromServer: false)
  }

  private func answer(_ fact: AuthenticationFact, _ session: MailSession) -> Label {
    let tone: LadderEvent.Tone =
      switch fact.result {
      case .accepted: .good
      case .refused, .error: .bad
      case .abandoned: .plain
      }
    guard let response = fact.response else {
      return Label(
        words: session.seen.server ? "no answer to the sign-in" : "answer not in the capture",
        isFromServer: true, tone: .missing)
    }
    return Label(
      words: terminalText(response, limit: Self.limit),
      figure: fact.latency.map { briefly($0).description } ?? "", isFromServer: true, tone: tone)
  }

  private func refusal(_ fact: RefusalFact) -> Label {
    let lead =
      switch fact.place {
      case .tagged(let status, let command):
        (command.map { terminalText($0) + ": " } ?? "") + status.rawValue + " "
      case .bye: "* BYE "
      case .reply(let code, let command):
        (command.map { terminalText($0) + ": " } ?? "") + "\(code) "
      }
    return Label(
      words: lead + terminalText(fact.text, limit: Self.limit),
      figure: fact.delay.map { briefly($0).description } ?? "", isFromServer: true, tone: .bad)
  }

  private func end(_ session: MailSession) -> Label {
    switch session.closing {
    case .clientFIN: Label(words: "closes", isFromServer: false)
    case .serverFIN: Label(words: "closes", isFromServer: true)
    case .clientRST: Label(words: "resets", isFromServer: false)
    case .serverRST: Label(words: "resets", isFromServer: true, tone: .bad)
    case .open: Label(words: "stays open", isFromServer: false)
    }
  }
}
