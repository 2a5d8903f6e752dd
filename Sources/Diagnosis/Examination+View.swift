import Bytes
import Packets
import Sessions

/// What the captures show of a server, and what they do not.
extension Examination {
  func view(of server: IPAddress) -> View {
    // By place, as everywhere: a session taken out of the list is copied with all its facts.
    let own = sessionsByServer[server] ?? []
    return View(
      clients: Set(own.map { sessions[$0].client.address }).count, sessions: own.count,
      begunBefore: own.count { sessions[$0].beganUnseen },
      encrypted: own.count { sessions[$0].tls != .none },
      incomplete: own.count { missingBytes(of: $0) > 0 },
      hasBothDirections: own.contains { sessions[$0].seen.client }
        && own.contains { sessions[$0].seen.server },
      areClocksAligned: options.unaligned.isEmpty)
  }

  func reservations(about server: IPAddress) -> [Reservation] {
    let own = sessionsByServer[server] ?? []
    var reservations: [Reservation] = []
    if isOneClientsView(of: server), let first = own.first {
      reservations.append(.oneClientOnly(sessions[first].client.address))
    }
    let view = view(of: server)
    if view.begunBefore > 0 { reservations.append(.sessionsBeforeCapture(view.begunBefore)) }
    if view.encrypted > 0 { reservations.append(.encryptedSessions(view.encrypted)) }
    let missing = own.reduce(0) { $0 + missingBytes(of: $1) }
    if missing > 0 { reservations.append(.missingBytes(missing)) }
    if !own.contains(where: { sessions[$0].seen.client }) {
      reservations.append(.oneDirection(.server))
    } else if !own.contains(where: { sessions[$0].seen.server }) {
      reservations.append(.oneDirection(.client))
    }
    if !options.unaligned.isEmpty { reservations.append(.clocksApart(options.unaligned)) }
    return reservations
  }

  private func missingBytes(of index: Int) -> Int {
    sessions[index].gaps.client.bytes + sessions[index].gaps.server.bytes
  }
}
