import Bytes
import Probe
import Reports
import Sessions

/// A server that a probe talks to, with a certificate of any bytes: the probe signs in nowhere, comes to
/// an end, says the same however the bytes are cut, and shows nothing that a terminal would obey.
///
/// Input: a byte of options, a byte with the certificate's length, the certificate, then what the
/// server sends. In that, 1 and the byte behind it are something that happens; 4 escapes.
enum ProbeFuzz {
  private enum Part {
    case bytes([UInt8])
    case event(Conversation.Event)
  }

  /// What a conversation came to.
  private struct Played: Equatable {
    var sent: [[UInt8]] = []
    var end = ConversationRecord.End.complete
    var words: [WireText?] = []
    var offered: [[String]?] = []
  }

  static func run(_ input: [UInt8]) throws(FuzzFinding) {
    var reader = InputReader(input)
    let choice = reader.byte()
    let certificate = Certificate(reader.bytes(Int(reader.byte())))
    let facts = TLSFacts(version: "TLS 1.3", certificate: certificate, isTrusted: choice & 64 != 0)
    let parts = parts(&reader, facts)
    let plan = plan(choice)
    let (whole, record) = try play(parts, plan, choice, longest: .max)
    try check(whole, record, plan)
    // Bytes behind the consent to STARTTLS are the handshake's, or slipped in, as they are cut.
    guard plan.encryption != .startTLS else { return }
    for longest in [1, 7] {
      let (cut, _) = try play(parts, plan, choice, longest: longest)
      // How much of a line shows that a server speaks something else depends on how it comes.
      if whole.end == .foreign, cut.end == .foreign, whole.sent == cut.sent { continue }
      try require(cut == whole, "cut: \(cut)\nwhole: \(whole)")
    }
  }

  private static func plan(_ choice: UInt8) -> ProbePlan {
    let encryptions = [ProbePlan.Encryption.none, .startTLS, .implicit, .none]
    var plan = ProbePlan(
      host: "mail.example", port: choice & 4 != 0 ? 143 : 25,
      encryption: encryptions[Int(choice & 3)])
    if choice & 8 != 0 { plan.forcedProtocol = choice & 16 != 0 ? .smtp : .imap }
    if choice & 128 != 0 {
      plan.limits.line = 40
      plan.limits.lines = 8
      plan.limits.bytes = 400
    }
    return plan
  }

  private static func parts(_ reader: inout InputReader, _ facts: TLSFacts) -> [Part] {
    var parts: [Part] = []
    var bytes: [UInt8] = []
    while !reader.isAtEnd {
      let byte = reader.byte()
      guard byte == 1 else {
        bytes.append(byte == 4 ? reader.byte() : byte)
        continue
      }
      if !bytes.isEmpty { parts.append(.bytes(bytes)) }
      bytes = []
      let events: [Conversation.Event] = [
        .secured(facts), .released, .deadline, .closed, .reset, .broken("out of buffers"),
        .tlsFailed(.untrusted),
      ]
      parts.append(.event(events[Int(reader.byte()) % events.count]))
    }
    if !bytes.isEmpty { parts.append(.bytes(bytes)) }
    return parts
  }

  private static func play(
    _ parts: [Part], _ plan: ProbePlan, _ choice: UInt8, longest: Int
  ) throws(FuzzFinding) -> (Played, ConversationRecord) {
    var purpose = Conversation.Purpose()
    (purpose.forcedProtocol, purpose.usualProtocol) = (plan.forcedProtocol, plan.usualProtocol)
    (purpose.encryption, purpose.limits) = (plan.encryption, plan.limits)
    (purpose.holds, purpose.isBrief) = (choice & 3 == 3, choice & 32 != 0)
    var conversation = Conversation(purpose, at: .zero)
    var played = Played()
    var isSecuring = false
    func take(_ actions: [Conversation.Action]) {
      for action in actions {
        if case .send(let bytes) = action { played.sent.append(bytes) }
        if action == .beginTLS { isSecuring = true }
      }
    }
    take(conversation.firstActions)
    for part in parts {
      switch part {
      case .event(let event):
        if case .secured = event { isSecuring = false }
        take(conversation.receive(event, at: .zero))
      case .bytes(let bytes):
        var left = bytes[...]
        // What comes while the handshake goes on is the TLS library's.
        while !left.isEmpty, !isSecuring {
          take(conversation.receive(.bytes(Array(left.prefix(longest))), at: .zero))
          left = left.dropFirst(longest)
        }
      }
    }
    if !conversation.hasEnded { take(conversation.receive(.closed, at: .zero)) }
    try require(conversation.hasEnded, "it goes on without a connection")
    try require(
      conversation.receive(.bytes([42]), at: .zero).isEmpty, "something is done after the end")
    let record = conversation.record
    played.end = record.end
    played.words = [record.firstLine, record.greeting?.text, record.parting, record.startTLS?.text]
    played.offered = [record.offered, record.offeredInside]
    return (played, record)
  }

  private static func check(
    _ played: Played, _ record: ConversationRecord, _ plan: ProbePlan
  ) throws(FuzzFinding) {
    try require(played.sent.count <= 4, "\(played.sent.count) lines are sent")
    for line in played.sent.map({ String(decoding: $0, as: UTF8.self) }) {
      let words = line.split(whereSeparator: \.isWhitespace)
      let known = ["CAPABILITY", "EHLO", "STARTTLS", "LOGOUT", "QUIT"]
      try require(words.prefix(2).contains { known.contains(String($0)) }, "sends \(line)")
    }
    var result = ProbeResult(
      plan: plan, start: Timestamp(nanoseconds: 0),
      resolution: Resolution(.literal, addresses: ["192.0.2.1"], time: .zero))
    result.attempts = [ConnectAttempt(address: "192.0.2.1", outcome: .connected, time: .zero)]
    result.conversation = record
    let finding = ProbeFinding(result)
    let obeyed = ProbeText.text(result, finding).unicodeScalars.first { scalar in
      scalar != "\n" && (scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value))
    }
    try require(obeyed == nil, "shows U+\(String(obeyed?.value ?? 0, radix: 16))")
    do {
      _ = try ProbeJSON.text(result, finding)
    } catch {
      throw FuzzFinding(words: "no JSON: \(error)")
    }
  }
}
