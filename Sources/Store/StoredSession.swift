import Foundation
import Sessions

/// A session as it is written into its row.
///
/// Instead of fingerprints of secrets it holds numbers that only tell equal ones apart from others.
struct StoredSession: Codable {
  var session: MailSession
  /// One for each authentication, 0 where there was no fingerprint; none where there are only zeros.
  var secrets: [Int]?

  private enum CodingKeys: String, CodingKey {
    case session = "s"
    case secrets = "f"
  }

  init(_ session: MailSession, numbers: inout SecretNumbers) {
    self.session = session
    let secrets = session.authentications.map { fact in
      fact.secretFingerprint.flatMap { numbers.number(of: $0) } ?? 0
    }
    self.secrets = secrets.contains { $0 != 0 } ? secrets : nil
  }

  /// How many of its secrets can be compared with those of the same run.
  var comparable: Int { secrets?.count { $0 != 0 } ?? 0 }

  /// The session as it was, its numbers for fingerprints.
  var withSecrets: MailSession {
    var whole = session
    for (index, number) in (secrets ?? []).enumerated() where number != 0 {
      guard whole.authentications.indices.contains(index) else { break }
      whole.authentications[index].secretFingerprint = UInt64(number)
    }
    return whole
  }

  func encoded() throws -> Data { try JSONEncoder().encode(self) }

  init(_ data: Data) throws { self = try JSONDecoder().decode(StoredSession.self, from: data) }
}
