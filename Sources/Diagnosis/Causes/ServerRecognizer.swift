import Bytes
import Mail
import Packets
import Sessions

/// Recognises the software of each server port by what its sessions say.
struct ServerRecognizer {
  private var votes: [Endpoint: [ServerIdentity: Int]] = [:]
  private var identities: [Endpoint: ServerIdentity] = [:]
  /// Ports on which a server spoke TLS from the first byte.
  private var tlsPorts: Set<Endpoint> = []

  init(_ sessions: [MailSession], signatures: SignatureTable) {
    var texts = ServerTexts(signatures)
    for index in sessions.indices {
      let server = sessions[index].server
      if sessions[index].tls == .implicit, sessions[index].handshake?.serverHello != nil {
        tlsPorts.insert(server)
      }
      // One session, one vote, however much it says.
      let identity = ServerWords(of: sessions[index], &texts).identity
      if identity.family != .unknown { votes[server, default: [:]][identity, default: 0] += 1 }
    }
    identities = votes.mapValues(Self.winner)
  }

  /// The software that most connections to this port speak for.
  func identity(of server: Endpoint) -> ServerIdentity { identities[server] ?? .unknown }

  func family(of server: Endpoint) -> ServerFamily { identity(of: server).family }

  /// Whether a client must begin with TLS at this port: the usual one, or seen so.
  func speaksTLS(_ server: Endpoint) -> Bool {
    tlsPorts.contains(server) || server.port == 993 || server.port == 465
  }

  /// The family with most votes, and its version where no other one has as many.
  private static func winner(_ votes: [ServerIdentity: Int]) -> ServerIdentity {
    var families: [ServerFamily: Int] = [:]
    for (identity, count) in votes { families[identity.family, default: 0] += count }
    guard let most = families.values.max(),
      let family = families.filter({ $0.value == most }).keys.min(by: {
        $0.rawValue < $1.rawValue
      }), families.values.filter({ $0 == most }).count == 1
    else { return .unknown }
    let versions = votes.filter { $0.key.family == family && $0.key.versionText != nil }
    let top = versions.values.max() ?? 0
    let best = versions.filter { $0.value == top }.keys
    return ServerIdentity(
      family: family, versionText: best.count == 1 ? best.first?.versionText : nil)
  }
}
