import Bytes
import Packets
import ServerRecords
import Sessions

/// Pairs the sessions of a protocol log with those of the captures, by addresses and ports.
struct LogMatching {
  /// A log's session with its entries in order.
  struct LogSession {
    var entries: [ProtocolLogEntry]
    /// The captures' session; nil where none has these endpoints at that time.
    var session: Int?
  }

  private(set) var logSessions: [LogSession] = []
  private(set) var clock: ClockOffset?

  /// - Parameter entries: those of one file.
  init(_ entries: [ProtocolLogEntry], sessions: [MailSession]) {
    var groups: [String: [ProtocolLogEntry]] = [:]
    var order: [String] = []
    for entry in entries {
      if groups[entry.session] == nil { order.append(entry.session) }
      groups[entry.session, default: []].append(entry)
    }
    let byEndpoints = Dictionary(grouping: sessions.indices) {
      [sessions[$0].client, sessions[$0].server]
    }
    var differences: [Interval] = []
    var candidates: [[Int]] = []
    for name in order {
      let own = groups[name] ?? []
      logSessions.append(LogSession(entries: own, session: nil))
      let known = Self.endpoints(of: own).flatMap { byEndpoints[$0] } ?? []
      candidates.append(Array(known.prefix(8)))
      if known.count == 1 { differences += Self.differences(own, sessions[known[0]]) }
    }
    clock = ClockEstimate.offset(of: differences, basis: .sharedConnections)
    guard let clock else { return }
    for (place, known) in candidates.enumerated() {
      guard let first = logSessions[place].entries.first else { continue }
      let time = clock.captureTime(of: first.time)
      func distance(_ index: Int) -> UInt64 {
        time.since(sessions[index].first.time).nanoseconds.magnitude
      }
      logSessions[place].session = known.min { distance($0) < distance($1) }
    }
  }

  private static func endpoints(of entries: [ProtocolLogEntry]) -> [Endpoint]? {
    guard let first = entries.first(where: { !$0.client.isEmpty && !$0.server.isEmpty }),
      let client = Endpoint(first.client), let server = Endpoint(first.server)
    else { return nil }
    return [client, server]
  }

  /// Log time less capture time of the connection's begin and of its sign-in's end.
  private static func differences(
    _ entries: [ProtocolLogEntry], _ session: MailSession
  ) -> [Interval] {
    var all: [Interval] = []
    if let open = entries.first(where: \.command.opensSession), let begun = session.established {
      all.append(open.time.instant.since(begun.time))
    }
    if let signIn = entries.first(where: \.command.isSignIn),
      let fact = session.authentications.first
    {
      all.append(signIn.time.instant.since(fact.answer.time))
    }
    return all
  }
}
