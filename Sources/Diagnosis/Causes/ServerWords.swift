import Bytes
import Mail
package import Sessions

/// What one session says of its server's software.
///
/// A greeting, a banner, ID and capability words name it; refusals do so only where nothing else
/// does, as some families share their words.
struct ServerWords {
  private var named: Set<ServerFamily> = []
  private var hinted: Set<ServerFamily> = []
  private var contradicts = false
  private var version: String?

  init(of session: MailSession, _ texts: inout ServerTexts) {
    if let greeting = session.greeting { read(texts.words(of: greeting)) }
    if let words = session.serverID { read(id: words) }
    named.formUnion(texts.families(of: session.capabilities))
    // Mostly the same list.
    if session.offered != session.capabilities {
      named.formUnion(texts.families(of: session.offered))
    }
    for index in session.authentications.indices {
      read(texts.speakers(of: session.authentications[index]))
    }
    for index in session.refusals.indices { read(texts.speakers(of: session.refusals[index])) }
  }

  /// What a greeting and lists of capabilities say.
  init(greeting: GreetingFact, capabilities: [[String]], _ texts: inout ServerTexts) {
    read(texts.words(of: greeting))
    for list in capabilities { named.formUnion(texts.families(of: list)) }
  }

  /// The software; unknown where the words contradict each other.
  var identity: ServerIdentity {
    if contradicts { return .unknown }
    let families = named.isEmpty ? hinted : named
    guard families.count != 1 else {
      return ServerIdentity(family: families.first ?? .unknown, versionText: version)
    }
    // The service's own greeting says more than what all Exchange servers have in common.
    return families == [.exchange, .exchangeOnline] && !named.isEmpty
      ? ServerIdentity(family: .exchangeOnline, versionText: version) : .unknown
  }

  private mutating func read(_ greeting: GreetingWords) {
    named.formUnion(greeting.families)
    version = greeting.version
  }

  /// ID's list of quoted names and values (RFC 2971).
  private mutating func read(id: WireText) {
    let parts = String(decoding: id.bytes, as: UTF8.self).split(
      separator: "\"", omittingEmptySubsequences: false)
    // Every other part stands between quotes: a name, then its value.
    let strings = stride(from: 1, to: parts.count, by: 2).map { parts[$0] }
    var fields: [String: Substring] = [:]
    for index in stride(from: 0, to: strings.count - 1, by: 2) {
      fields[strings[index].lowercased()] = strings[index + 1]
    }
    guard let name = fields["name"], let family = Banner.family(in: name.lowercased()) else {
      return
    }
    named.insert(family)
    if let text = fields["version"], text.contains(where: \.isNumber), text.count <= 40 {
      version = String(text)
    }
  }

  /// Notes whose words a refusal may be; it contradicts where none of them is among the named ones.
  private mutating func read(_ speakers: SignatureTable.Speakers) {
    let families = speakers.families
    guard !families.isEmpty else { return }
    if !named.isEmpty {
      let fits = families.contains { family in named.contains { family.mayBe($0) } }
      if !fits, !speakers.isSoft { contradicts = true }
    } else if hinted.isEmpty {
      hinted = families
    } else if !hinted.isDisjoint(with: families) {
      hinted.formIntersection(families)
    } else if !speakers.isSoft {
      contradicts = true
    }
  }
}

extension ServerIdentity {
  /// The software that a greeting and lists of capabilities name.
  package init(
    greeting: GreetingFact, capabilities: [[String]], signatures: SignatureTable = .builtIn
  ) {
    var texts = ServerTexts(signatures)
    self = ServerWords(greeting: greeting, capabilities: capabilities, &texts).identity
  }
}

/// Capability words that only one family has.
enum Capabilities {
  static func families(_ words: [String]) -> [ServerFamily] {
    var families: [ServerFamily] = []
    if words.contains("X-GM-EXT-1") { families.append(.gmail) }
    if words.contains("XYMHIGHESTMODSEQ") { families.append(.yahoo) }
    if isExchange(words) || words.contains(where: isExchangeSMTP) { families.append(.exchange) }
    return families
  }

  /// `IMAP4 IMAP4rev1 … UIDPLUS … CHILDREN IDLE NAMESPACE LITERAL+`: Exchange's line, whatever its
  /// banner was changed to.
  private static func isExchange(_ words: [String]) -> Bool {
    words.starts(with: ["IMAP4", "IMAP4REV1"]) && words.contains("UIDPLUS")
      && words.suffix(4) == ["CHILDREN", "IDLE", "NAMESPACE", "LITERAL+"]
  }

  /// Exchange's private extensions to SMTP.
  private static func isExchangeSMTP(_ line: String) -> Bool {
    line == "X-ANONYMOUSTLS" || line.hasPrefix("X-EXPS ")
  }
}
