import Bytes
import Packets

/// Sessions by one clock, put together one by one.
struct SessionUnion {
  /// How far two clocks that were not fitted to each other may differ.
  private static let tolerance = Interval.seconds(1)

  private var sessions: [MailSession] = []
  private var byKey: [SessionKey: Int] = [:]
  private var byPorts: [PortPair: [Int]] = [:]
  private(set) var shared = 0
  private(set) var continued = 0

  /// Takes a session; one that is there already is counted once.
  mutating func add(_ session: MailSession) {
    if let index = place(of: session) {
      shared += 1
      sessions[index] = sessions[index].fuller(session)
      return
    }
    if let key = SessionKey(session) { byKey[key] = sessions.count }
    byPorts[PortPair(session), default: []].append(sessions.count)
    sessions.append(session)
  }

  /// The same connection in another capture.
  ///
  /// Where the SYN was not seen at one place, overlapping times between the same ports tell.
  private func place(of session: MailSession) -> Int? {
    if let key = SessionKey(session), let index = byKey[key] {
      return sessions[index].capture == session.capture ? nil : index
    }
    return (byPorts[PortPair(session)] ?? []).first { index in
      let other = sessions[index]
      guard other.capture != session.capture,
        SessionKey(other) == nil || SessionKey(session) == nil
      else { return false }
      return other.first.time < session.last.time && session.first.time < other.last.time
    }
  }

  /// All sessions; one that goes on in another file ends as it ends there.
  mutating func finish() -> [MailSession] {
    for indices in byPorts.values where indices.count > 1 {
      let ordered = indices.sorted { sessions[$0].first.time < sessions[$1].first.time }
      var head = ordered[0]
      for index in ordered.dropFirst() {
        guard sessions[head].goesOn(in: sessions[index]) else {
          head = index
          continue
        }
        sessions[head].ends(like: sessions[index])
        sessions[index].isContinuation = true
        continued += 1
      }
    }
    return sessions
  }
}

extension MailSession {
  /// The copy of a session that shows more of it.
  fileprivate func fuller(_ other: MailSession) -> MailSession {
    other.fullness.lexicographicallyPrecedes(fullness) || other.fullness == fullness ? self : other
  }

  /// How much a copy shows, the most important first.
  private var fullness: [Int] {
    let sides = (seen.client ? 1 : 0) + (seen.server ? 1 : 0)
    return [
      sides, opening == .midstream ? 0 : 1, authentications.count { $0.response != nil },
      -(gaps.client.bytes + gaps.server.bytes), endCompleted == nil ? 0 : 1,
    ]
  }

  /// Whether this is the beginning of what another capture shows on: open at the end of the one,
  /// there before the start of the other.
  fileprivate func goesOn(in other: MailSession) -> Bool {
    closing == .open && other.opening == .midstream && other.capture != capture
      && other.initialNumbers.client == nil && last.time <= other.first.time
  }

  /// Takes the end from the part of the session that a later capture shows.
  fileprivate mutating func ends(like other: MailSession) {
    last = Stamp(frame: last.frame, time: other.last.time)
    closing = other.closing
    endBegan = endBegan ?? other.endBegan
    endCompleted = other.endCompleted
  }
}
