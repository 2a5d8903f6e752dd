import Bytes
import Packets
import Sessions

/// How many of an account's connections each server held open, at any time.
struct LadderLoad {
  private struct Change {
    var time: Timestamp
    var frame: Int
    var open: Int
  }

  /// By server, in the order of time.
  private var changes: [IPAddress: [Change]] = [:]
  /// Who held how many when the first sign-in was refused, the most first; empty where none was.
  private(set) var holders: [(agent: LadderAgent, held: Int)] = []

  init(_ items: [LadderAccounts.Item], agents: LadderAgents) {
    var steps: [IPAddress: [(stamp: Stamp, by: Int)]] = [:]
    for item in items {
      guard let start = item.session.acceptance(among: item.signIns) else { continue }
      let server = item.session.server.address
      steps[server, default: []].append((start, 1))
      if let end = Self.end(of: item.session) { steps[server, default: []].append((end, -1)) }
    }
    for (server, own) in steps {
      var open = 0
      changes[server] = own.sorted {
        ($0.stamp.time, $0.stamp.frame, $0.by) < ($1.stamp.time, $1.stamp.frame, $1.by)
      }.map { step in
        open += step.by
        return Change(time: step.stamp.time, frame: step.stamp.frame, open: open)
      }
    }
    holders = Self.holders(items, agents: agents)
  }

  /// The load once everything up to and with this has happened.
  func open(at stamp: Stamp, server: IPAddress) -> Int {
    let changes = changes[server] ?? []
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if (changes[middle].time, changes[middle].frame) <= (stamp.time, stamp.frame) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low == 0 ? 0 : changes[low - 1].open
  }

  private static func end(of session: MailSession) -> Stamp? {
    session.closing == .open ? session.endBegan : session.endBegan ?? session.last
  }

  private static func holders(
    _ items: [LadderAccounts.Item], agents: LadderAgents
  ) -> [(agent: LadderAgent, held: Int)] {
    let refusals = items.flatMap { item in
      item.signIns.lazy.map { item.session.authentications[$0] }
        .filter { $0.result == .refused }.map { (item.session.server.address, $0.answer.time) }
    }
    guard let (server, time) = refusals.min(by: { $0.1 < $1.1 }) else { return [] }
    var held: [LadderAgent: Int] = [:]
    for item in items where item.session.server.address == server {
      guard let start = item.session.acceptance(among: item.signIns), start.time < time,
        end(of: item.session).map({ $0.time > time }) ?? true
      else { continue }
      held[agents.agent(of: item.session), default: 0] += 1
    }
    return held.sorted { ($1.value, $0.key.name) < ($0.value, $1.key.name) }
      .map { ($0.key, $0.value) }
  }
}
