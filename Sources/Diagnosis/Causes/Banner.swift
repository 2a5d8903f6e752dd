/// An SMTP banner, which names its software in words of its own.
struct Banner {
  var family: ServerFamily?
  var version: String?

  init(_ text: String) {
    let words = text.lowercased()
    family = Self.family(in: words)
    switch family {
    case .exim: version = Self.version(behind: "exim ", in: words)
    case .sendmail: version = Self.version(behind: "sendmail ", in: words)
    case .exchange:
      if words.contains(".outlook.com ") || words.contains(".office365.com ") {
        family = .exchangeOnline
        version = "service"
      } else if words.contains("microsoft esmtp mail service ready at") {
        // Older ones put a comma and the version of the operating system's SMTP service here.
        version = "2007-SE"
      }
    default: break
    }
  }

  /// The family that words in lower case name.
  static func family(in words: String) -> ServerFamily? {
    let names: [(String, ServerFamily)] = [
      ("microsoft esmtp mail service", .exchange), ("microsoft.exchange", .exchange),
      ("postfix", .postfix), ("exim ", .exim), ("sendmail", .sendmail),
      ("hmailserver", .hMailServer), ("zimbra", .zimbra), ("gsmtp", .gmail), ("gimap", .gmail),
      ("dovecot", .dovecot), ("kerio", .kerio), ("cyrus", .cyrus), ("courier", .courier),
    ]
    return names.first { words.contains($0.0) }?.1
  }

  /// The version in an IMAP greeting: Cyrus and old Exchange servers give theirs.
  static func version(inGreeting text: String) -> String? {
    let words = text.lowercased()
    if words.contains("microsoft exchange") { return nil }
    return version(behind: "cyrus imap ", in: words)
      ?? version(behind: "kerio connect ", in: words)
  }

  /// The word behind a name, where it begins like a version.
  static func version(behind name: String, in words: String) -> String? {
    guard let place = words.firstRange(of: name) else { return nil }
    let word = words[place.upperBound...].prefix { $0 != " " && $0 != ";" && $0 != "," }
    let digits = word.drop { $0 == "v" }
    guard let first = digits.first, first.isASCII, first.isNumber, word.count <= 40,
      digits.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-+/".contains($0)) })
    else { return nil }
    return String(digits)
  }
}
