import Bytes
import Diagnosis
import Packets

/// The first line and the sentence below it: what an engineer forwards.
enum Headline {
  /// The verdict as it stands behind the file's name.
  static func word(for diagnosis: Diagnosis) -> Sentence {
    guard let incident = diagnosis.incidents.first else {
      if diagnosis.visibility.sessions == 0 { return "NO MAIL TRAFFIC" }
      return diagnosis.verdict == .healthy ? "HEALTHY" : "INCONCLUSIVE"
    }
    return diagnosis.verdict == .inconclusive ? "INCONCLUSIVE" : word(for: incident)
  }

  /// The verdict that one incident stands for.
  static func word(for incident: Incident) -> Sentence {
    let word: Sentence =
      switch incident.verdict {
      case .throttling: "THROTTLED"
      case .credentials: "SIGN-IN REFUSED"
      case .network: "NETWORK TROUBLE"
      case .service: "SERVICE TROUBLE"
      case .configuration: "CONFIGURATION TROUBLE"
      case .healthy, .inconclusive: "INCONCLUSIVE"
      }
    return incident.confidence < Diagnosis.suspected ? "\(word) (suspected)" : word
  }

  /// What happens, in a sentence or two.
  static func sentence(for incident: Incident) -> Sentence {
    let who = incident.family.sentence
    let place = incident.server.address
    let account: Sentence =
      incident.account.map { "account \(terminalText(WireText($0)))" } ?? "accounts"
    let clients = incident.clients.count.counted(.client)
    switch incident.cause {
    case .connectionsPerUser: return perUser(incident, who: who, account: account)
    case .connectionsPerUserAndIP:
      return "\(who) at \(place) refuses new sign-ins of \(account) from one client address"
        + " while \(bound(incident)) of its connections from there are open."
    case .connectionsPerIP:
      return "\(who) at \(place) turns connections away while \(bound(incident)) of the same client"
        + " address are open. Other addresses are served."
    case .connectionsTotal:
      return "\(who) at \(place) turns connections of all clients away while \(bound(incident))"
        + " are open in all."
    case .smtpConnectionsPerSource:
      return "\(who) at \(place) turns SMTP connections away while \(bound(incident)) of the same"
        + " client address are open, or too many came in a minute."
    case .smtpConnectionsTotal:
      return "\(who) at \(place) turns SMTP connections away: too many are open in all."
    case .smtpMessageRate:
      return "\(who) at \(place) refuses mail from one client address after"
        + " \(bound(incident, of: .message)) messages in a minute."
    case .smtpRecipientRate:
      return "\(who) at \(place) refuses recipients from one client address: too many in a minute."
    case .storeSessions:
      return "\(who) at \(place) cannot open more mailbox sessions for \(account)."
    case .budgetDelay:
      return incident.words.isEmpty
        ? "\(who) at \(place) slows \(account) down without a word."
        : "\(who) at \(place) slows \(account) down and says so."
    case .backPressure:
      return "\(who) at \(place) refuses mail because its own resources are short."
    case .commandSize: return "\(who) at \(place) refuses commands that are too long."
    case .rejected:
      return "\(who) at \(place) refuses the name or password of \(account) from \(clients)."
        + " Not a limit, not the network."
    case .lockedOrDisabled:
      return "\(who) at \(place) accepted \(account) at first and refuses it since"
        + " \(incident.start): locked, disabled, or its password changed."
    case .mechanismRefused:
      return "\(who) at \(place) does not accept the way in which \(account) signs in."
    case .unreachable:
      return "\(incident.server) does not answer: \(incident.failures.counted(.connection))"
        + " from \(clients) got no answer at all."
    case .refused:
      return "Nothing listens at \(incident.server): it answers every connection with a reset."
    case .lossy: return "The network between clients and \(incident.server) loses data."
    case .noGreeting:
      return "\(incident.server) accepts connections and then says nothing."
    case .closedBeforeGreeting:
      return "\(incident.server) accepts connections and closes them at once, without a greeting."
    case .unavailable: return "\(who) at \(place) says that it is not available."
    case .shuttingDown: return "\(who) at \(place) is shutting down."
    case .loginDisabled:
      return "\(who) at \(place) does not allow sign-in without encryption."
    case .tlsFailure: return "\(who) at \(place) cannot start TLS."
    case .noMechanism: return "\(who) at \(place) and the client share no way to sign in."
    }
  }

  private static func perUser(
    _ incident: Incident, who: Sentence, account: Sentence
  ) -> Sentence {
    let place = incident.server.address
    if incident.confidence >= Diagnosis.suspected {
      return "\(who) at \(place) refuses new IMAP sign-ins of \(account) while \(bound(incident))"
        + " of its connections are open. Not the password, not the network."
    }
    return "\(who) at \(place) refused \(incident.failures.counted(.signIn)) of \(account),"
      + " each right after a good greeting: the mark of a limit on the connections of one account."
      + " What this capture shows cannot rule out a wrong password."
  }

  /// The limit in words: `16`, `at least 5`, `too many`.
  private static func bound(_ incident: Incident, of noun: Noun = .connection) -> Sentence {
    guard let limit = incident.limit else { return "too many" }
    if let value = limit.value { return "\(value, of: noun)" }
    switch (limit.atLeast, limit.atMost) {
    case (let low?, let high?): return "\(low) to \(high, of: noun)"
    case (let low?, nil): return "at least \(low, of: noun)"
    case (nil, let high?): return "at most \(high, of: noun)"
    case (nil, nil): return "too many"
    }
  }
}

extension ServerFamily {
  /// The software's name, or words where it is not known.
  var sentence: Sentence { self == .unknown ? "The mail server" : Sentence(verbatim: name) }
}

extension Verdict {
  /// The word of the JSON contract, with what it means in other languages.
  var sentence: Sentence { Sentence(word: rawValue, of: "verdict") }
}

extension Cause {
  var sentence: Sentence { Sentence(word: rawValue, of: "cause") }
}
