import Bytes
import Packets
import Sessions

/// What the captures show of a server, and what they do not.
struct ServerView {
  let view: View
  let reservations: [Reservation]

  /// - Parameters:
  ///   - own: the places of the server's sessions; they are looked at in the list, as a session
  ///     taken out of it is copied with all its facts.
  ///   - unaligned: captures whose clocks could not be compared with the others'.
  init(of own: [Int], in sessions: [MailSession], unaligned: [Int]) {
    func missingBytes(_ index: Int) -> Int {
      sessions[index].gaps.client.bytes + sessions[index].gaps.server.bytes
    }
    let clients = Set(own.map { sessions[$0].client.address })
    let showsClients = own.contains { sessions[$0].seen.client }
    let showsServer = own.contains { sessions[$0].seen.server }
    view = View(
      clients: clients.count, sessions: own.count,
      begunBefore: own.count { sessions[$0].beganUnseen },
      encrypted: own.count { sessions[$0].tls != .none },
      incomplete: own.count { missingBytes($0) > 0 },
      hasBothDirections: showsClients && showsServer, areClocksAligned: unaligned.isEmpty)
    var reservations: [Reservation] = []
    if clients.count == 1, let client = clients.first {
      reservations.append(.oneClientOnly(client))
    }
    if view.begunBefore > 0 { reservations.append(.sessionsBeforeCapture(view.begunBefore)) }
    if view.encrypted > 0 { reservations.append(.encryptedSessions(view.encrypted)) }
    let missing = own.reduce(0) { $0 + missingBytes($1) }
    if missing > 0 { reservations.append(.missingBytes(missing)) }
    if !showsClients {
      reservations.append(.oneDirection(.server))
    } else if !showsServer {
      reservations.append(.oneDirection(.client))
    }
    if !unaligned.isEmpty { reservations.append(.clocksApart(unaligned)) }
    self.reservations = reservations
  }
}

extension Examination {
  func view(of server: IPAddress) -> View {
    serverViews[server]?.view ?? ServerView(of: [], in: [], unaligned: options.unaligned).view
  }

  func reservations(about server: IPAddress) -> [Reservation] {
    serverViews[server]?.reservations ?? []
  }
}
