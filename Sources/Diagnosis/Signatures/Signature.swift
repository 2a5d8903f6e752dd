/// A server text that means something: one row of the signature table.
///
/// A class, as thousands of refusals share a row.
package final class Signature: Sendable {
  /// Where the text stands.
  package enum Place: String, Sendable {
    case greeting
    case taggedOK = "tagged_ok"
    case taggedNO = "tagged_no"
    case taggedBAD = "tagged_bad"
    case untaggedBYE = "untagged_bye"
    case smtpReply = "smtp_reply"
  }

  package let id: String
  package let protocolName: String
  /// The server family as the table spells it; `any` for standard codes.
  package let family: String
  package let versions: String
  package let place: Place
  /// SMTP's reply code and enhanced code, either may be missing.
  ///
  /// For IMAP it is information only: the pattern holds it.
  package let code: String
  package let pattern: SignaturePattern
  /// The pattern as the table spells it.
  package let patternText: String
  /// The causes it can stand for: none (a fact without judgement), one, or several that only the
  /// load or the event log can tell apart.
  package let causes: [Cause]
  package let meaning: String
  package let setting: String
  package let defaultValue: String
  /// Address of the public source, or `unconfirmed`, or `unverified`.
  package let source: String

  package init(
    id: String, protocolName: String, family: String, versions: String, place: Place, code: String,
    pattern: SignaturePattern, patternText: String, causes: [Cause], meaning: String,
    setting: String, defaultValue: String, source: String
  ) {
    self.id = id
    self.protocolName = protocolName
    self.family = family
    self.versions = versions
    self.place = place
    self.code = code
    self.pattern = pattern
    self.patternText = patternText
    self.causes = causes
    self.meaning = meaning
    self.setting = setting
    self.defaultValue = defaultValue
    self.source = source
  }

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
