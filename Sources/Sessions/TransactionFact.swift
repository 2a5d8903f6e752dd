package import Bytes

/// The server's answer to one MAIL or RCPT command.
package struct TransactionFact: Sendable {
  package enum Step: Sendable {
    case sender
    case recipient
  }

  package var step: Step
  package var wasAccepted: Bool
  package var request: Stamp
  package var answer: Stamp

  package init(
    step: Step, wasAccepted: Bool, request: Stamp, answer: Stamp
  ) {
    self.step = step
    self.wasAccepted = wasAccepted
    self.request = request
    self.answer = answer
  }
}
