import Bytes
import Diagnosis
import Packets

/// The figures of an incident, each with the word before it.
struct FactWords {
  var incident: Incident

  /// Names of clients that are told, and lines of the server's words.
  private static let clientLimit = 8
  private static let wordLimit = 3

  var facts: [IncidentStory.Fact] {
    var facts: [IncidentStory.Fact] = []
    func add(_ label: Sentence, _ text: Sentence) {
      facts.append(IncidentStory.Fact(label: label, text: text))
    }
    add("Verdict", "\(incident.verdict.sentence), \(incident.cause.sentence), \(certainty)")
    if let limit = incident.limit {
      let words = LimitWords(limit: limit)
      add("Limit", words.sentence)
      if let fits = words.fits { add("Fits", fits) }
    }
    let length = seconds(incident.end.since(incident.start), digits: 1)
    add("Since", "\(incident.start), for \(length) s")
    if let account { add("Who", Sentence(verbatim: account)) }
    add("Server", "\(incident.server), \(incident.family.sentence)")
    add(
      "Attempts",
      "\(grouped: incident.attempts): \(grouped: incident.successes) accepted,"
        + " \(grouped: incident.failures) refused")
    add(incident.failures > 0 ? "Refused" : "Affected", clientList)
    if let seen = AgentWords.sentence(incident.agentSymptoms) { add("Agents see", seen) }
    if let ghosts = incident.ghosts { add("Ghosts", Self.sentence(ghosts)) }
    for words in incident.words.prefix(Self.wordLimit) {
      add("Words", Sentence(verbatim: terminalText(words, limit: 200)))
    }
    return facts
  }

  private var certainty: Sentence {
    let percent = Int((incident.confidence * 100).rounded())
    return incident.confidence < Diagnosis.suspected
      ? "suspected (confidence \(percent) %)" : "confidence \(percent) %"
  }

  private var account: String? {
    guard let account = incident.account else { return nil }
    let name = terminalText(WireText(account))
    let seen = incident.accountAsSeen.map { terminalText($0) } ?? name
    return seen == name ? name : "\(name) (\(seen))"
  }

  private var clientList: Sentence {
    let shown = incident.clients.prefix(Self.clientLimit).map { client in
      incident.workstations[client].map { "\(terminalText($0)) (\(client))" } ?? client.description
    }.joined(separator: ", ")
    let more = incident.clients.count - Self.clientLimit
    return more > 0 ? "\(shown) and \(more) more" : Sentence(verbatim: shown)
  }

  private static func sentence(_ ghosts: GhostCount) -> Sentence {
    var parts: [Sentence] = []
    if ghosts.ended > 0 {
      parts.append(
        "\(ghosts.ended.counted(.session)) held a slot until the server gave up waiting: the client"
          + " was gone without a word")
    }
    if ghosts.open > 0 {
      parts.append(
        "at most \(ghosts.open.counted(.session)) may hold a slot although the client is gone:"
          + " silent, while the client asks for a place again")
    }
    let longest = seconds(ghosts.longestSilence, digits: 1)
    return "\(parts.joined(separator: "; ")) (silent for up to \(longest) s)"
  }
}

/// What agents see, in the words in which they report it.
enum AgentWords {
  /// Nil where nothing is known to show at their desks.
  static func sentence(_ symptoms: [AgentSymptom]) -> Sentence? {
    symptoms.isEmpty ? nil : symptoms.map(words).joined(separator: ", ")
  }

  static func words(_ symptom: AgentSymptom) -> Sentence {
    switch symptom {
    case .readyGrey: "READY stays grey"
    case .loading: "Agent Email stays on \"Loading\""
    case .mailNotRouted: "no mail is routed to agents"
    case .mailNotRetrieved: "mails open late, or not at all"
    case .repliesNotSent: "replies are not sent"
    }
  }
}
