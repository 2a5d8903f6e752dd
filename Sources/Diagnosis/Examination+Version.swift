import Bytes
import Packets
import Sessions

/// Which version of its software an incident's server is.
extension Examination {
  /// Sessions of a server that are asked for its version, at most.
  private static let versionSamples = 64

  /// The version that the user names, where it is of the family that speaks; else what shows.
  func version(for incident: Incident) -> ServerVersion {
    if let told = options.server, Self.isKin(told.family, incident.family) { return told }
    let identity = families.identity(of: incident.server)
    let guess = ServerVersion(
      of: identity.family == incident.family ? identity : ServerIdentity(family: incident.family))
    guard guess.isOpen else { return guess }
    return versionByRefusal(incident, guess) ?? versionByNeighbours(incident, guess) ?? guess
  }

  private static func isKin(_ told: ServerFamily, _ seen: ServerFamily) -> Bool {
    let exchange: Set<ServerFamily> = [.exchange, .exchangeOnline]
    return told == seen || seen == .unknown || exchange.isSuperset(of: [told, seen])
  }

  private func versionByRefusal(_ incident: Incident, _ guess: ServerVersion) -> ServerVersion? {
    guard guess == .dovecot else { return nil }
    return incident.words.lazy.compactMap {
      ServerVersion.dovecot(refusal: String(decoding: $0.bytes, as: UTF8.self))
    }.first
  }

  /// What other ports of the same address say: an SMTP banner may name the build of Exchange.
  private func versionByNeighbours(_ incident: Incident, _ guess: ServerVersion) -> ServerVersion? {
    let own = (sessionsByServer[incident.server.address] ?? []).prefix(Self.versionSamples)
    for index in own where families.family(of: sessions[index].server) == guess.family {
      let words = ServerVersion(of: families.identity(of: sessions[index].server))
      if words != guess, guess.candidates.contains(words) { return words }
      guard guess == .exchange, let greeting = sessions[index].greeting, greeting.code != nil else {
        continue
      }
      let banner = String(decoding: greeting.text.bytes, as: UTF8.self).lowercased()
      if let text = Banner.version(behind: "version: ", in: banner),
        let version = ServerVersion.exchange(build: ServerVersion.numbers(text))
      {
        return version
      }
    }
    return nil
  }
}
