import Bytes
import Packets
import Sessions

/// What the captures show of a server, and what they do not.
extension Examination {
  func view(of server: IPAddress) -> View {
    let own = (sessionsByServer[server] ?? []).map { sessions[$0] }
    return View(
      clients: Set(own.map(\.client.address)).count, sessions: own.count,
      begunBefore: own.count { $0.beganUnseen }, encrypted: own.count { $0.tls != .none },
      incomplete: own.count { $0.gaps.client.bytes + $0.gaps.server.bytes > 0 },
      hasBothDirections: own.contains { $0.seen.client } && own.contains { $0.seen.server },
      areClocksAligned: options.unaligned.isEmpty)
  }

  func reservations(about server: IPAddress) -> [Reservation] {
    let own = (sessionsByServer[server] ?? []).map { sessions[$0] }
    var reservations: [Reservation] = []
    if isOneClientsView(of: server), let client = own.first?.client.address {
      reservations.append(.oneClientOnly(client))
    }
    let view = view(of: server)
    if view.begunBefore > 0 { reservations.append(.sessionsBeforeCapture(view.begunBefore)) }
    if view.encrypted > 0 { reservations.append(.encryptedSessions(view.encrypted)) }
    let missing = own.reduce(0) { $0 + $1.gaps.client.bytes + $1.gaps.server.bytes }
    if missing > 0 { reservations.append(.missingBytes(missing)) }
    if !own.contains(where: { $0.seen.client }) {
      reservations.append(.oneDirection(.server))
    } else if !own.contains(where: { $0.seen.server }) {
      reservations.append(.oneDirection(.client))
    }
    if !options.unaligned.isEmpty { reservations.append(.clocksApart(options.unaligned)) }
    return reservations
  }
}
