import Bytes
import Reports

extension ConversationRecord.Stage {
  /// What was waited for.
  var words: String {
    switch self {
    case .securing: "during TLS's handshake"
    case .greeting: "before the greeting"
    case .holding: "while it is held open"
    case .capabilities: "asked for its capabilities"
    case .startTLS: "asked for STARTTLS"
    case .capabilitiesInside: "asked for its capabilities inside TLS"
    case .leaving: "on leaving"
    }
  }
}

extension ConnectAttempt {
  var words: String {
    switch outcome {
    case .connected: "connected"
    case .refused: "refused"
    case .unreachable: "unreachable" + (reason.map { ": \(terminalText($0))" } ?? "")
    case .timedOut: "no answer within \(time.milliseconds)"
    case .reset: "reset"
    case .failed: reason.map { terminalText($0) } ?? "failed"
    }
  }
}

extension OtherConnection {
  /// What became of it instead of a greeting.
  var words: String {
    guard let conversation else { return "not connected (\(attempt.outcome.rawValue))" }
    switch conversation.end {
    case .turnedAway: return "turned away (\(terminalText(conversation.firstLine, limit: 80)))"
    case .closed, .reset: return "closed without a greeting"
    case .silent: return "left without a greeting"
    case .tlsFailed: return "without TLS"
    default: return "without a greeting"
    }
  }
}

extension CertificateProblem {
  func words(host: String) -> String {
    switch self {
    case .expired(let end): "it expired on \(readable(end))"
    case .notYetValid(let start): "it is valid only from \(readable(start))"
    case .selfSigned: "it is self-signed, and not among those trusted here"
    case .unknownIssuer: "its issuer is not among those trusted here, or one between is missing"
    case .wrongName: "it is not for \(terminalText(host))"
    }
  }
}

extension Interval {
  /// `12.3 ms`.
  var milliseconds: String {
    let tenths = max(0, nanoseconds / 100_000)
    return "\(tenths / 10).\(tenths % 10) ms"
  }

  /// Milliseconds for programs, to a thousandth.
  var inMilliseconds: Double { Double(nanoseconds / 1_000) / 1_000 }
}
