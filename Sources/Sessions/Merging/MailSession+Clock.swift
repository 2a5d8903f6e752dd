package import Bytes

extension MailSession {
  /// The session with all its times read by another clock.
  package func timed(by clock: (Timestamp) -> Timestamp) -> MailSession {
    restamped { clock($0.time) }
  }

  /// The same where the frame tells which clock it was.
  func restamped(by clock: (Stamp) -> Timestamp) -> MailSession {
    func map(_ stamp: Stamp) -> Stamp { Stamp(frame: stamp.frame, time: clock(stamp)) }
    var session = self
    session.first = map(first)
    session.last = map(last)
    session.established = established.map(map)
    session.endBegan = endBegan.map(map)
    session.endCompleted = endCompleted.map(map)
    session.greeting?.stamp = greeting.map { map($0.stamp) } ?? first
    for index in authentications.indices {
      session.authentications[index].request = map(authentications[index].request)
      session.authentications[index].answer = map(authentications[index].answer)
    }
    for index in refusals.indices { session.refusals[index].stamp = map(refusals[index].stamp) }
    for index in notices.indices { session.notices[index].stamp = map(notices[index].stamp) }
    for index in transactions.indices {
      session.transactions[index].request = map(transactions[index].request)
      session.transactions[index].answer = map(transactions[index].answer)
    }
    session.commands = commands.restamped(by: clock)
    session.handshake?.clientHello = handshake?.clientHello.map(map)
    session.handshake?.serverHello = handshake?.serverHello.map(map)
    for index in handshake?.alerts.indices ?? 0..<0 {
      guard let alert = handshake?.alerts[index] else { continue }
      session.handshake?.alerts[index].stamp = map(alert.stamp)
    }
    return session
  }
}

extension CommandLog {
  /// The log with its requests read by another clock; durations stay as they were measured.
  func restamped(by clock: (Stamp) -> Timestamp) -> CommandLog {
    var log = self
    log.mapRequests { Stamp(frame: $0.frame, time: clock($0)) }
    return log
  }
}
