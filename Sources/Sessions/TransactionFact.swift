package import Bytes

/// The server's answer to one MAIL or RCPT command, or to the end of a message.
package struct TransactionFact: Codable, Sendable {
  package enum Step: UInt8, Codable, Sendable {
    case sender
    case recipient
    /// The final dot, or the last chunk.
    case message
  }

  package var step: Step
  package var wasAccepted: Bool
  /// The reply's code.
  package var code: Int
  package var request: Stamp
  package var answer: Stamp

  private enum CodingKeys: String, CodingKey {
    case step = "s"
    case wasAccepted = "k"
    case code = "c"
    case request = "q"
    case answer = "a"
  }

  package init(
    step: Step, wasAccepted: Bool, code: Int? = nil, request: Stamp, answer: Stamp
  ) {
    self.step = step
    self.wasAccepted = wasAccepted
    self.code = code ?? (wasAccepted ? 250 : 450)
    self.request = request
    self.answer = answer
  }

  /// From the client's last byte to the reply.
  package var latency: Interval { answer.time.since(request.time) }
}
