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
    var accepted: Set<UInt64> = []
    var refused: [IPAddress: Set<UInt64>] = [:]
    // In their places: an attempt taken out of the list is copied.
    for place in attempts.indices {
      guard let secret = attempts[place].secret, !Self.tokens.contains(attempts[place].mechanism)
      else { continue }
      if attempts[place].wasRefused {
        refused[attempts[place].client, default: []].insert(secret)
      } else {
        accepted.insert(secret)
      }
    }
    guard !accepted.isEmpty else { return }
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
