import Bytes
import Mail
package import Packets
import Sessions

/// What of two captures there is to compare.
extension Comparison {
  /// What the user wants compared; nil fields leave the choice to the captures.
  package struct Choice: Sendable {
    package var account: String?
    package var server: IPAddress?

    package init(account: String? = nil, server: IPAddress? = nil) {
      // Spelled as clients may (`CONTOSO\uccxmail`), compared as the accounts are.
      self.account = account.map { AccountName(WireText($0))?.user ?? $0 }
      self.server = server
    }

    func fits(_ server: Endpoint, account: String?) -> Bool {
      (self.server ?? server.address) == server.address
        && (self.account == nil || account == nil || self.account == account)
    }
  }

  /// The gravest throttling before, or what both captures have; nil where nothing is in before.
  static func subject(
    before: Examined, after: Examined, choice: Choice
  ) -> (subject: Subject, incident: Incident?)? {
    let incident = before.diagnosis.incidents.first {
      $0.verdict == .throttling && $0.confidence >= Diagnosis.undecided
        && choice.fits($0.server, account: $0.account)
    }
    if let incident { return (subject(incident, in: before), incident) }
    let cases = before.signIns.filter { choice.fits($0.server, account: $0.account?.user) }
      .filter { $0.account != nil && (choice.account ?? $0.account?.user) == $0.account?.user }
    let subjects = cases.map { (subject($0, in: before), $0.attempts.count) }
    let shared = subjects.filter { after.matter(of: $0.0) != nil }
    return (shared.isEmpty ? subjects : shared).max { $0.1 < $1.1 }.map { ($0.0, nil) }
  }

  private static func subject(_ incident: Incident, in before: Examined) -> Subject {
    let own = before.signIns.filter {
      $0.server == incident.server && $0.account?.user == incident.account
    }
    let session = (before.examination.sessionsByServer[incident.server.address] ?? [])
      .map { before.examination.sessions[$0] }.first { $0.server == incident.server }
    return Subject(
      server: incident.server, family: incident.family,
      mailProtocol: own.max { $0.refusals.count < $1.refusals.count }
        .map { before.mailProtocol(of: $0) } ?? session?.mailProtocol ?? .imap,
      account: incident.account, cause: incident.cause,
      oldLimit: incident.limit.flatMap { $0.value ?? $0.atMost })
  }

  private static func subject(_ signIn: SignInCase, in before: Examined) -> Subject {
    Subject(
      server: signIn.server, family: before.family(of: signIn.server),
      mailProtocol: before.mailProtocol(of: signIn), account: signIn.account?.user)
  }
}
