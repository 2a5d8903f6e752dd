import Bytes

@testable import Probe

/// A server that a conversation is played against: what it says first, and to each command.
struct ServerScript {
  var greeting: String
  /// By the first word of the command behind its tag, or without one.
  var answers: [String: String] = [:]

  /// An IMAP server as RFC 9051 has it; `capabilities` are told on request.
  static func imap(_ capabilities: String = "IMAP4rev1 STARTTLS LOGINDISABLED") -> ServerScript {
    ServerScript(
      greeting: "* OK Dovecot ready.\r\n",
      answers: [
        "CAPABILITY": "* CAPABILITY \(capabilities)\r\n# OK done\r\n",
        "STARTTLS": "# OK begin\r\n", "LOGOUT": "* BYE see you\r\n# OK done\r\n",
      ])
  }

  static let smtp = ServerScript(
    greeting: "220-mx.example.com ESMTP Postfix\r\n220 at your service\r\n",
    answers: [
      "EHLO": "250-mx.example.com\r\n250-STARTTLS\r\n250 SIZE 1000\r\n",
      "STARTTLS": "220 2.0.0 Ready\r\n", "QUIT": "221 2.0.0 Bye\r\n",
    ])

  /// What a conversation comes to, when the server's bytes come in pieces of `size`.
  func play(_ purpose: Conversation.Purpose = .init(), pieces size: Int = .max) -> Played {
    var conversation = Conversation(purpose, at: .zero)
    var played = Played(record: conversation.record)
    var waiting = Array(greeting.utf8)[...]
    var actions = conversation.firstActions
    var clock: Int64 = 0
    while !conversation.hasEnded {
      clock += 1
      for action in actions { take(action, &waiting, &played) }
      let event: Conversation.Event
      if actions.contains(.beginTLS) {
        event = .secured(TLSFacts(version: "TLS 1.3", certificate: nil, isTrusted: true))
      } else if actions.contains(.hold) {
        event = .released
      } else if waiting.isEmpty {
        event = .closed
      } else {
        event = .bytes(Array(waiting.prefix(size)))
        waiting = waiting.dropFirst(size)
      }
      actions = conversation.receive(event, at: .milliseconds(clock))
    }
    played.record = conversation.record
    return played
  }

  private func take(
    _ action: Conversation.Action, _ waiting: inout ArraySlice<UInt8>, _ played: inout Played
  ) {
    guard case .send(let bytes) = action else { return }
    let line = String(decoding: bytes, as: UTF8.self)
    played.sent.append(line)
    let words = line.split(whereSeparator: \.isWhitespace)
    for (place, word) in words.prefix(2).enumerated() {
      guard let answer = answers[String(word)] else { continue }
      let tag = place == 1 ? words[0] : ""
      waiting += Array(answer.replacing("#", with: tag).utf8)
      return
    }
  }

  /// How a conversation went.
  struct Played {
    var record: ConversationRecord
    /// All lines that the client sent.
    var sent: [String] = []
  }
}

extension Conversation.Purpose {
  static func using(_ encryption: ProbePlan.Encryption) -> Self {
    var purpose = Self()
    purpose.encryption = encryption
    return purpose
  }
}
