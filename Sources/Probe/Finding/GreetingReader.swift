import Bytes
import Diagnosis
import Mail
import Sessions

/// What the table of server texts knows about a greeting.
struct GreetingReader {
  private(set) var identity = ServerIdentity.unknown
  private var match: SignatureTable.Match?

  init(_ record: ConversationRecord?, _ signatures: SignatureTable) {
    guard let record, let greeting = record.greeting else { return }
    let fact = GreetingFact(
      text: greeting.text, isRefusal: greeting.isRefusal, code: greeting.code,
      stamp: Stamp(frame: 0, time: Timestamp(nanoseconds: 0)))
    identity = ServerIdentity(
      greeting: fact,
      capabilities: [record.offered, record.offeredInside].compactMap { $0 },
      signatures: signatures)
    match =
      if let code = greeting.code {
        signatures.match(reply: code, greeting.text, family: identity.family)
      } else {
        signatures.match(greeting.text, at: .greeting, family: identity.family)
      }
    if match == nil, greeting.status == .bye {
      let text = WireText(Array(greeting.text.bytes.dropFirst("BYE ".utf8.count)))
      match = signatures.match(text, at: .untaggedBYE, family: identity.family)
    }
    words = String(decoding: greeting.text.bytes, as: UTF8.self).lowercased()
    mailProtocol = greeting.code == nil ? .imap : .smtp
  }

  private var words = ""
  private var mailProtocol = MailProtocol.imap

  /// What the greeting can stand for.
  ///
  /// Words that no row of the table has still say what they say: "too many connections" is a limit
  /// in every server's mouth, though nobody can tell which one.
  var causes: [Cause] {
    if let match, !match.signature.causes.isEmpty { return match.signature.causes }
    guard words.contains("connections"),
      Self.limitWords.contains(where: words.contains)
    else { return [] }
    return mailProtocol == .imap
      ? [.connectionsPerIP, .connectionsTotal] : [.smtpConnectionsPerSource, .smtpConnectionsTotal]
  }

  private static let limitWords = ["too many", "maximum number of", "limit"]

  /// The setting that the table names for it.
  var setting: String? {
    match.map(\.signature.setting).flatMap { $0.isEmpty ? nil : $0 }
  }
}
