import Diagnosis
import Reports
import Sessions

/// What is worth knowing beside a finding.
struct ProbeNotes {
  private(set) var notes: [ProbeFinding.Note] = []

  init(_ result: ProbeResult, kind: ProbeFinding.Kind) {
    if result.conversation != nil {
      for attempt in result.attempts where attempt.outcome != .connected {
        add(nil, "\(terminalText(attempt.address)) did not answer: \(attempt.words).")
      }
    }
    if result.addressesNotTried > 0 {
      add(nil, "\(result.addressesNotTried) more addresses were not tried.")
    }
    guard let record = result.conversation else { return }
    addSignIn(record)
    if let parting = record.parting {
      add(nil, "The server takes its leave unasked: \(terminalText(parting, limit: 200))")
    }
    addBounds(record.cutOff)
    if result.isSecondLook {
      add(
        nil,
        "The certificate was not trusted; a second connection, without that check, shows the rest.")
    }
  }

  private mutating func add(_ cause: Cause?, _ text: String) {
    notes.append(ProbeFinding.Note(cause: cause, text: text))
  }

  /// Whether a client could sign in at all where it is now.
  private mutating func addSignIn(_ record: ConversationRecord) {
    let isInside = record.tls?.facts != nil
    guard let offered = record.offeredInside ?? record.offered else { return }
    let hasMechanism = offered.contains {
      $0.hasPrefix("AUTH=") || $0.hasPrefix("AUTH ") || $0 == "AUTH"
    }
    if offered.contains("LOGINDISABLED") {
      add(
        .loginDisabled,
        isInside
          ? "Passwords are not taken even inside TLS (LOGINDISABLED)."
          : "Passwords are taken only inside TLS (LOGINDISABLED).")
    } else if !hasMechanism, record.mailProtocol == .smtp {
      let startsTLS = !isInside && offered.contains("STARTTLS")
      add(
        startsTLS ? .loginDisabled : .noMechanism,
        startsTLS
          ? "No way to sign in is offered before STARTTLS."
          : "No way to sign in is offered on this port.")
    }
  }

  private mutating func addBounds(_ cutOff: CutOff) {
    if cutOff.overlongBytes > 0 {
      add(nil, "\(cutOff.overlongBytes) bytes of lines that are too long were cut off.")
    }
    if cutOff.capabilities > 0 {
      add(nil, "\(cutOff.capabilities) capabilities too many were cut off.")
    }
    if cutOff.isFlooded { add(nil, "The connection was cut off: the server sent too much.") }
  }
}
