import Bytes
import Mail

extension MailEvent {
  /// Feeds all that an event says; a description would tell as much, but takes fifty times as long.
  func hash(into hasher: inout Hasher) {
    switch self {
    case .greeting(let greeting):
      hasher.combine(0)
      hasher.combine(greeting.status)
      hasher.combine(greeting.code)
      hasher.combine(greeting.responseCode)
      hasher.combine(greeting.lineCount)
      hasher.combine(greeting.text)
    case .capabilities(let words): hasher.combine(words)
    case .imapCommand(let command): Self.hash(command, &hasher)
    case .smtpCommand(let command): Self.hash(command, &hasher)
    case .tagged(let answer): Self.hash(answer, &hasher)
    case .untagged(let response): Self.hash(response, &hasher)
    case .untaggedCut(let literals): hasher.combine(literals)
    case .continuation: hasher.combine(1)
    case .done: hasher.combine(2)
    case .reply(let reply):
      hasher.combine(reply.code)
      hasher.combine(reply.lineCount)
      hasher.combine(reply.answers)
      hasher.combine(reply.text)
    case .replyCut(let code): hasher.combine(code)
    case .message(let message):
      hasher.combine(message.count)
      hasher.combine(message.missing)
      hasher.combine(message.end)
    case .chunk(let count, let isLast):
      hasher.combine(count)
      hasher.combine(isLast)
    case .chunkCut(let count, let received):
      hasher.combine(count)
      hasher.combine(received)
    case .saslResponse(let count, let kind):
      hasher.combine(count)
      hasher.combine(kind)
    case .saslCancelled: hasher.combine(3)
    case .authentication(let authentication): Self.hash(authentication, &hasher)
    case .tls(let side, let isImplicit):
      hasher.combine(side)
      hasher.combine(isImplicit)
    case .tlsHandshake(let side, let type):
      hasher.combine(side)
      hasher.combine(type)
    case .tlsAlert(let side, let alert):
      hasher.combine(side)
      hasher.combine(alert)
    case .tlsData(let side):
      hasher.combine(4)
      hasher.combine(side)
    case .malformed(let malformation): hasher.combine(malformation)
    case .line(let side, let text):
      hasher.combine(side)
      hasher.combine(text)
    case .harmless(let side, let end, let bytes):
      hasher.combine(side)
      hasher.combine(end)
      hasher.combine(bytes)
    }
  }

  private static func hash(_ command: IMAPCommand, _ hasher: inout Hasher) {
    hasher.combine(command.tag)
    hasher.combine(command.name)
    hasher.combine(command.lineBytes)
    hasher.combine(command.literals)
    hasher.combine(command.missing)
    hasher.combine(command.isCut)
    hasher.combine(command.literalRefused)
    hasher.combine(command.carriesSecret)
    hasher.combine(command.mechanism)
  }

  private static func hash(_ command: SMTPCommand, _ hasher: inout Hasher) {
    hasher.combine(command.name)
    hasher.combine(command.address)
    hasher.combine(command.carriesSecret)
    hasher.combine(command.mechanism)
  }

  private static func hash(_ answer: IMAPTagged, _ hasher: inout Hasher) {
    hasher.combine(answer.tag)
    hasher.combine(answer.status)
    hasher.combine(answer.code)
    hasher.combine(answer.text)
    hasher.combine(answer.command)
  }

  private static func hash(_ response: IMAPUntagged, _ hasher: inout Hasher) {
    hasher.combine(response.name)
    hasher.combine(response.number)
    hasher.combine(response.literals)
    hasher.combine(response.missing)
    hasher.combine(response.code)
    hasher.combine(response.text)
  }

  private static func hash(_ authentication: Authentication, _ hasher: inout Hasher) {
    hasher.combine(authentication.mechanism)
    hasher.combine(authentication.identity)
    hasher.combine(authentication.result)
    hasher.combine(authentication.response)
    hasher.combine(authentication.continuations)
    hasher.combine(authentication.isInferred)
    hasher.combine(authentication.secretFingerprint)
  }
}
