import Bytes
import Mail

/// An event as the reference parser writes it: a JSON object, in one canonical line of text.
enum ReferenceEvent {
  enum Value: Decodable, Sendable {
    case flag(Bool)
    case number(Int)
    case text(String)
    case numbers([Int])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .numbers(try container.decode([Int].self))
      }
    }

    var canonical: String {
      switch self {
      case .flag(let flag): "\(flag)"
      case .number(let number): "\(number)"
      case .text(let text): text.debugDescription
      case .numbers(let numbers): "\(numbers)"
      }
    }
  }

  static func canonical(_ event: [String: Value]) -> String {
    event.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.canonical)" }
      .joined(separator: " ")
  }

  /// The canonical line of one of our events; nil for those that the reference does not know.
  static func canonical(_ event: MailEvent) -> String? { fields(of: event).map(canonical) }

  /// The fields of one of our events as the reference names them.
  static func fields(of event: MailEvent) -> [String: Value]? {
    switch event {
    case .greeting(let greeting): fields(of: greeting)
    case .imapCommand(let command): fields(of: command)
    case .smtpCommand(let command): fields(of: command)
    case .tagged(let answer):
      object(
        "tagged", ("tag", text(answer.tag)), ("status", .text(answer.status.rawValue)),
        ("code", answer.code.map(text)))
    case .untagged(let response):
      object(
        "untagged", ("name", .text(response.name)), ("num", response.number.map(Value.number)),
        ("lits", list(response.literals)), ("missing", count(response.missing)),
        ("code", response.code.map(text)))
    case .untaggedCut(let literals): object("untagged_cut", ("lits", list(literals)))
    case .continuation: object("cont")
    case .done: object("done")
    case .reply(let reply):
      object(
        "reply", ("code", .number(reply.code)), ("lines", .number(reply.lineCount)),
        ("to", reply.answers.map(target)))
    case .replyCut(let code): object("reply_cut", ("code", .number(code)))
    case .message(let message):
      object(
        "msg", ("bytes", .number(message.count)), ("end", .text(message.end.rawValue)),
        ("missing", count(message.missing)))
    case .chunk(let size, let isLast):
      object("chunk", ("n", .number(size)), ("last", flag(isLast)))
    case .chunkCut(let size, let received):
      object("chunk_cut", ("n", .number(size)), ("got", .number(received)))
    case .saslResponse(let length, let kind):
      object(
        "auth_data", ("n", .number(length)), ("secret", .flag(true)),
        ("kind", kind.map { .text($0.rawValue) }))
    case .saslCancelled: object("auth_cancel")
    case .tls(let side, let isImplicit):
      object("tls", ("dir", direction(side)), ("implicit", flag(isImplicit)))
    case .malformed(let malformation): fields(of: malformation)
    case .capabilities, .authentication, .line, .harmless, .tlsHandshake, .tlsAlert, .tlsData: nil
    }
  }

  private static func fields(of greeting: Greeting) -> [String: Value]? {
    if let status = greeting.status {
      return object(
        "greeting", ("status", .text(status.rawValue)), ("code", greeting.responseCode.map(text)))
    }
    return object(
      "greeting", ("code", greeting.code.map(Value.number)), ("lines", .number(greeting.lineCount)))
  }

  /// The reference says only of whole commands what they carry.
  private static func fields(of command: IMAPCommand) -> [String: Value]? {
    let isWhole = !command.isCut && !command.literalRefused
    return object(
      "cmd", ("tag", text(command.tag)), ("name", .text(command.name)),
      ("lits", list(command.literals)),
      ("missing", isWhole ? count(command.missing) : nil), ("cut", flag(command.isCut)),
      ("literal", command.literalRefused ? .text("refused") : nil),
      ("secret", isWhole ? flag(command.carriesSecret) : nil),
      ("mech", isWhole ? command.mechanism.map(Value.text) : nil))
  }

  private static func fields(of command: SMTPCommand) -> [String: Value]? {
    object(
      "cmd", ("name", .text(command.name)), ("addr", command.address.map(text)),
      ("mech", command.mechanism.map(Value.text)), ("secret", flag(command.carriesSecret)))
  }

  private static func fields(of malformation: Malformation) -> [String: Value]? {
    let isGap = malformation.kind == .gapInLine
    return object(
      "bad", ("dir", direction(malformation.side)), ("why", .text(malformation.kind.rawValue)),
      ("n", isGap ? malformation.detail.flatMap { Int($0) }.map(Value.number) : nil),
      ("variant", isGap ? nil : malformation.detail.map(Value.text)))
  }

  private static func object(_ name: String, _ fields: (String, Value?)...) -> [String: Value] {
    var object = ["ev": Value.text(name)]
    for (key, value) in fields { object[key] = value }
    return object
  }

  private static func target(_ target: SMTPReplyTarget) -> Value {
    switch target {
    case .command(let name): .text(name)
    case .saslResponse: .text("AUTHDATA")
    case .message: .text("MSG")
    }
  }

  private static func direction(_ side: Side) -> Value { .text(side == .client ? "c" : "s") }

  private static func flag(_ flag: Bool) -> Value? { flag ? .flag(true) : nil }

  private static func count(_ count: Int) -> Value? { count == 0 ? nil : .number(count) }

  private static func list(_ numbers: [Int]) -> Value? { numbers.isEmpty ? nil : .numbers(numbers) }

  /// The bytes read as Latin-1, as the case file writes them.
  private static func text(_ text: WireText) -> Value {
    var scalars = String.UnicodeScalarView()
    for byte in text.bytes { scalars.append(Unicode.Scalar(byte)) }
    return .text(String(scalars))
  }
}
