/// A server text that means something: one row of the signature table.
package struct Signature: Sendable {
  /// Where the text stands.
  package enum Place: String, Sendable {
    case greeting
    case taggedOK = "tagged_ok"
    case taggedNO = "tagged_no"
    case taggedBAD = "tagged_bad"
    case untaggedBYE = "untagged_bye"
    case smtpReply = "smtp_reply"
  }

  package var id: String
  package var protocolName: String
  /// The server family as the table spells it; `any` for standard codes.
  package var family: String
  package var versions: String
  package var place: Place
  /// SMTP's reply code and enhanced code, either may be missing.
  ///
  /// For IMAP it is information only: the pattern holds it.
  package var code: String
  package var pattern: SignaturePattern
  /// The pattern as the table spells it.
  package var patternText: String
  /// The causes it can stand for: none (a fact without judgement), one, or several that only the
  /// load or the event log can tell apart.
  package var causes: [Cause]
  package var meaning: String
  package var setting: String
  package var defaultValue: String
  /// Address of the public source, or `unconfirmed`, or `unverified`.
  package var source: String

  /// Whether the row may only speak softly.
  package var isUnconfirmed: Bool { source == "unconfirmed" || source == "unverified" }

  /// The server family it names, where we know it.
  package var serverFamily: ServerFamily? {
    switch family {
    case "any": nil
    case "postscreen": .postfix
    case "dovecot-submission": .dovecot
    default: ServerFamily(rawValue: family)
    }
  }
}
