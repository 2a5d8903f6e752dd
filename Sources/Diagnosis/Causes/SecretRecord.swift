import Packets

/// What the sameness of passwords says of refused sign-ins, where passwords were on the wire.
///
/// A password that was accepted for the account at some time is right; one that differs from all
/// that were accepted is most likely wrong. Tokens are left out: they differ by client and by hour.
struct SecretRecord {
  /// Refused clients that used no other password than accepted ones.
  private(set) var right: Set<IPAddress> = []
  /// Refused clients none of whose passwords was ever accepted, while another one was.
  private(set) var wrong: Set<IPAddress> = []

  private static let tokens: Set<String> = ["XOAUTH2", "OAUTHBEARER"]

  init(_ attempts: [SignInCase.Attempt]) {
    let comparable = attempts.filter { $0.secret != nil && !Self.tokens.contains($0.mechanism) }
    let accepted = Set(comparable.filter { !$0.wasRefused }.compactMap(\.secret))
    guard !accepted.isEmpty else { return }
    let refused = Dictionary(grouping: comparable.filter(\.wasRefused), by: \.client)
      .mapValues { Set($0.compactMap(\.secret)) }
    for (client, secrets) in refused {
      if secrets.isDisjoint(with: accepted) { wrong.insert(client) }
      if secrets.isSubset(of: accepted) { right.insert(client) }
    }
  }

  /// The logarithm of the odds for wrong passwords on just these clients.
  func odds(ofWrongPasswordsOn clients: some Collection<IPAddress>) -> Double {
    clients.reduce(0) { sum, client in
      sum + (wrong.contains(client) ? Likelihood.wrong : 0)
        - (right.contains(client) ? 2 * Likelihood.wrong : 0)
    }
  }
}
