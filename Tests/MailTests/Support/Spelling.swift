import Bytes
import Mail

/// All that an event holds, in words: the bytes of its texts as Latin-1, however deep they lie.
func spelled(_ value: Any) -> String {
  if let text = value as? WireText { return "‹\(latin1(text.bytes))›" }
  if let text = value as? String { return "\"\(text)\"" }
  let mirror = Mirror(reflecting: value)
  if mirror.children.isEmpty { return String(describing: value) }
  let parts = mirror.children.map { child in
    (child.label.map { "\($0): " } ?? "") + spelled(child.value)
  }
  return "(" + parts.joined(separator: ", ") + ")"
}

/// Bytes read as Latin-1.
func latin1(_ bytes: [UInt8]) -> String {
  var scalars = String.UnicodeScalarView()
  for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
  return String(scalars)
}

extension WireText {
  /// The bytes as text, for comparisons.
  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension MailRun {
  /// Every event in words, its name first.
  var spelledEvents: [String] {
    events.map { event in
      let mirror = Mirror(reflecting: event)
      guard let child = mirror.children.first else { return String(describing: event) }
      return "\(child.label ?? "") \(spelled(child.value))"
    }
  }

  var authentications: [Authentication] {
    events.compactMap {
      if case .authentication(let authentication) = $0 { authentication } else { nil }
    }
  }

  var commands: [IMAPCommand] {
    events.compactMap { if case .imapCommand(let command) = $0 { command } else { nil } }
  }

  var tagged: [IMAPTagged] {
    events.compactMap { if case .tagged(let answer) = $0 { answer } else { nil } }
  }

  var untagged: [IMAPUntagged] {
    events.compactMap { if case .untagged(let response) = $0 { response } else { nil } }
  }

  var smtpCommands: [SMTPCommand] {
    events.compactMap { if case .smtpCommand(let command) = $0 { command } else { nil } }
  }

  var replies: [SMTPReply] {
    events.compactMap { if case .reply(let reply) = $0 { reply } else { nil } }
  }

  var messages: [SMTPMessage] {
    events.compactMap { if case .message(let message) = $0 { message } else { nil } }
  }

  var capabilities: [[String]] {
    events.compactMap { if case .capabilities(let words) = $0 { words } else { nil } }
  }

  var malformations: [Malformation] {
    events.compactMap { if case .malformed(let malformation) = $0 { malformation } else { nil } }
  }

  /// The words of the malformations, in order.
  var faults: [String] { malformations.map(\.kind.rawValue) }

  /// The lines that may be shown, `C: ` or `S: ` before each.
  var lines: [String] {
    events.compactMap {
      if case .line(let side, let text) = $0 {
        "\(side == .client ? "C" : "S"): \(text.text)"
      } else {
        nil
      }
    }
  }
}
