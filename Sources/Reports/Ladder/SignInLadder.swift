import Bytes
import Diagnosis
import Mail
import Packets
package import Sessions

/// One account's sign-ins over time: who said what to the server, and what came back.
///
/// It keeps sessions and the order of their rungs; words are put together when they are shown.
package struct SignInLadder: Sendable {
  /// Sessions that are shown, in the order of their first frames.
  let sessions: [MailSession]
  /// Columns, in the order in which they first appear.
  let agents: [LadderAgent]
  /// Rungs in the order of their times.
  let events: [LadderEvent]
  let captures: [CaptureFacts]
  let words: LadderWords
  let heading: LadderHeading

  /// - Parameter sessions: of all captures as one case.
  package init(
    _ sessions: [MailSession], captures: [CaptureFacts], selection: LadderSelection
  ) throws(LadderProblem) {
    guard !sessions.isEmpty else { throw .noSessions }
    var accounts = LadderAccounts(sessions)
    let account = try accounts.choose(selection.account)
    let choice = accounts.sessions(of: account)
    let names = LadderAgents(choice.map(\.session))
    let load = LadderLoad(choice, agents: names)
    var shown = choice
    for name in selection.agents {
      guard choice.contains(where: { names.agent(of: $0.session).isNamed(name) }) else {
        throw .noSuchAgent(name, known: names.all(in: choice.map(\.session)))
      }
    }
    if !selection.agents.isEmpty {
      shown = shown.filter { item in
        selection.agents.contains { names.agent(of: item.session).isNamed($0) }
      }
    }
    if selection.refusedOnly {
      shown = shown.filter { $0.session.isRefused(signIns: $0.signIns) }
      if shown.isEmpty { throw .nothingRefused }
    }
    var places: [LadderAgent: Int] = [:]
    var agents: [LadderAgent] = []
    var events: [LadderEvent] = []
    for (number, item) in shown.enumerated() {
      let agent = names.agent(of: item.session)
      if places[agent] == nil {
        places[agent] = agents.count
        agents.append(agent)
      }
      events += item.session.rungs(
        session: number, agent: places[agent] ?? 0, signIns: item.signIns)
    }
    // Sorting keeps no order of equals: a session's own comes behind time and frame.
    self.events = events.enumerated().sorted {
      ($0.element.stamp.time, $0.element.stamp.frame, $0.offset)
        < ($1.element.stamp.time, $1.element.stamp.frame, $1.offset)
    }.map { _, event in
      var event = event
      event.open = load.open(at: event.stamp, server: shown[event.session].session.server.address)
      return event
    }
    self.sessions = shown.map(\.session)
    self.agents = agents
    self.captures = captures
    let servers = Set(shown.map(\.session.server)).sorted()
    words = LadderWords(
      place: servers.count == 1
        ? .nothing : Set(servers.map(\.address)).count == 1 ? .port : .endpoint)
    heading = LadderHeading(
      account: account.map { accounts.name(of: $0) }, others: accounts.others(than: account),
      servers: servers, agents: names.all(in: choice.map(\.session)).count, choice: choice,
      shown: shown.count < choice.count ? shown.count : nil, holders: load.holders)
  }

  func label(_ event: LadderEvent) -> LadderWords.Label {
    words.label(event, of: sessions[event.session])
  }

  /// Seconds since the first frame of its capture, and the frame, which with several captures
  /// stands behind the capture's number.
  func place(_ event: LadderEvent, digits: Int) -> (frame: String, time: String) {
    let capture = sessions[event.session].capture
    let frame = captures.count > 1 ? "\(capture + 1)/\(event.stamp.frame)" : "\(event.stamp.frame)"
    // Of several captures all times are by one clock, and count from the first frame of all.
    let origin = captures.compactMap(\.origin).min() ?? event.stamp.time
    return (frame, seconds(event.stamp.time.since(origin), digits: digits))
  }
}
