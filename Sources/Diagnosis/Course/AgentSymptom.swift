import Mail
import Packets
import Sessions

/// What the agents of a contact centre see of an incident, in the words in which they report it.
///
/// The symptoms are those of the document that contact centres follow (UCCX with Exchange 2010),
/// and the replies that UCCX cannot send.
package enum AgentSymptom: String, Hashable, Sendable, CaseIterable {
  /// READY and NOT READY of Agent Email stay grey.
  case readyGrey = "ready-grey"
  /// The Agent Email tab stays on "Loading".
  case loading
  /// No mail is routed to agents.
  case mailNotRouted = "mail-not-routed"
  /// Agents cannot open the mails that they were given.
  case mailNotRetrieved = "mail-not-retrieved"
  /// Replies of agents are not sent.
  case repliesNotSent = "replies-not-sent"
}

extension Examination {
  /// Clients that send mail as well: the UCCX server, of which agents' PCs know only IMAP.
  func mailSenders() -> Set<IPAddress> {
    Set(sessions.lazy.filter { $0.mailProtocol == .smtp }.map(\.client.address))
  }

  /// What an incident looks like to agents: an agent's PC opens its mail by IMAP connections of
  /// its own, the UCCX server fetches mail for routing by IMAP and sends replies by SMTP.
  func agentSymptoms(of incident: Incident, senders: Set<IPAddress>) -> [AgentSymptom] {
    if incident.cause.isSMTP || incident.server.isSMTP { return [.repliesNotSent] }
    switch incident.cause {
    case .budgetDelay, .commandSize, .lossy: return [.mailNotRetrieved]
    default: break
    }
    // Whoever tries one password after the other sits at no agent's desk.
    if incident.retries?.secrets?.isGuessing == true { return [] }
    let isServersToo = incident.clients.contains(where: senders.contains)
    let isAgents = incident.clients.contains { !senders.contains($0) }
    return (isAgents ? [.readyGrey, .loading] : []) + (isServersToo ? [.mailNotRouted] : [])
  }
}

extension Endpoint {
  /// Whether it is a port that mail is sent to.
  fileprivate var isSMTP: Bool { [25, 465, 587, 2525].contains(port) }
}
