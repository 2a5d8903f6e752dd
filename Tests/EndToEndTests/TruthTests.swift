import Bytes
import Diagnosis
import Mail
import Packets
import Sessions
import Testing

/// The program says of every sample capture what the server's own log says.
struct TruthTests {
  @Test func `there are at least ten captures with a truth`() {
    #expect(SampleCapture.all.count >= 10)
  }

  @Test(arguments: SampleCapture.all)
  func `the diagnosis is the truth`(_ capture: SampleCapture) throws {
    #expect(try capture.truth().differences(from: Study(path: capture.path)) == [])
  }
}

extension Truth {
  /// What the program says otherwise than this truth; empty when they agree.
  func differences(from study: Study) -> [String] {
    var list = Differences()
    list.compare("verdict", verdict, study.diagnosis.verdict.rawValue)
    guard let cause else {
      list.compare("incidents", [], study.diagnosis.incidents.map(\.cause.rawValue))
      compareQuiet(study, in: &list)
      return list.found
    }
    let causes = [cause] + (also ?? []).map(\.cause)
    list.compare("causes", causes, study.diagnosis.incidents.map(\.cause.rawValue))
    let incidents = study.diagnosis.incidents
    let main = incidents.filter { $0.cause.rawValue == cause }
    if let incident = main.first(where: { $0.account == account }) ?? main.first {
      compareMain(incident, in: &list)
    }
    for other in also ?? [] {
      let fitting = incidents.filter { incident in
        incident.cause.rawValue == other.cause
          && other.account.map { $0 == incident.account } ?? true
      }
      if let incident = fitting.last {
        compare(other, incident, in: &list)
      } else {
        list.add("also", "an incident \(other.cause) of \(other.account ?? "any account")", "none")
      }
    }
    return list.found
  }

  /// A capture without an incident: the sign-ins at the server that the truth speaks of.
  private func compareQuiet(_ study: Study, in list: inout Differences) {
    let signIns = study.sessions.filter { $0.server.description == server }
      .flatMap(\.authentications)
    let unseen = unseen ?? Edge()
    list.compare("attempts", attempts, signIns.count, tolerance: 0, unseen: unseen.all)
    list.compare(
      "successes", successes, signIns.count { $0.result == .accepted }, tolerance: 0,
      unseen: unseen.successes)
    let accounts = Set(signIns.compactMap { $0.account?.user })
    if let account { list.compare("accounts", [account], accounts.sorted()) }
    let load = study.diagnosis.loads.first { $0.server.description == server }
    if let peakLoad {
      // Where no sign-in is seen, none is held.
      list.compare(
        "peakLoad", peakLoad, load?.peakLoad ?? 0, tolerance: 0, unseen: unseen.successes)
    }
  }

  private func compareMain(_ incident: Incident, in list: inout Differences) {
    list.compare("account", account, incident.account)
    list.compare("server", server, incident.server.description)
    list.compare("clients", clients, incident.clients.sorted().map(\.description))
    compareCounts(incident, in: &list)
    compareLimit(incident, in: &list)
    if let names = accountsAsSeen, let seen = incident.accountAsSeen {
      let name = String(decoding: seen.bytes, as: UTF8.self)
      if !names.contains(name) { list.add("accountAsSeen", "one of \(names)", name) }
    }
    if let peakLoad, incident.cause != .smtpMessageRate, let found = incident.peakLoad {
      list.compare("peakLoad", peakLoad, found)
    }
    compareView(incident, in: &list)
  }

  /// The truth counts every attempt of the view; those of clients blamed in `also` are theirs, unless
  /// they are of another account, which is counted apart.
  private func compareCounts(_ incident: Incident, in list: inout Differences) {
    let others = (also ?? []).filter { $0.account == nil }
    let right = (
      attempts: others.reduce(attempts) { $0 - $1.attempts },
      successes: others.reduce(successes) { $0 - $1.successes },
      failures: others.reduce(failures) { $0 - $1.failures }
    )
    let edge = edge ?? Edge()
    list.compare("attempts", right.attempts, incident.attempts, tolerance: edge.all)
    list.compare("successes", right.successes, incident.successes, tolerance: edge.successes)
    list.compare("failures", right.failures, incident.failures, tolerance: edge.failures)
    if let limit = failuresBy?["limit"], incident.verdict == .throttling {
      list.compare("failures by the limit", limit, incident.failures, tolerance: edge.failures)
    }
  }

  private func compareLimit(_ incident: Incident, in list: inout Differences) {
    guard let limit else {
      // A limit whose value cannot be said may still be named.
      list.compare("limit.value", nil, incident.limit?.value)
      list.compare("limit.atMost", nil, incident.limit?.atMost)
      if incident.verdict != .throttling, let found = incident.limit {
        list.add("limit", "none", found.setting)
      }
      return
    }
    list.compare("limit.value", limit.value, incident.limit?.value)
    list.compare("limit.atLeast", limit.atLeast, incident.limit?.atLeast)
    list.compare("limit.atMost", limit.atMost, incident.limit?.atMost)
  }

  private func compareView(_ incident: Incident, in list: inout Differences) {
    let oneClient = incident.reservations.contains { reservation in
      if case .oneClientOnly = reservation { true } else { false }
    }
    list.compare("view of one client", view == "one client", oneClient)
    // Refusals alone, seen from one client, could be a wrong password.
    let isSuspected = view == "one client" && successes == 0
    list.compare("only suspected", isSuspected, incident.confidence < Diagnosis.suspected)
  }

  private func compare(_ other: Other, _ incident: Incident, in list: inout Differences) {
    list.compare("also: verdict", other.verdict, incident.verdict.rawValue)
    list.compare("also: server", other.server ?? server, incident.server.description)
    list.compare("also: account", other.account ?? account, incident.account)
    if let limit = other.limit {
      list.compare("also: limit.value", limit.value, incident.limit?.value)
      list.compare("also: limit.atLeast", limit.atLeast, incident.limit?.atLeast)
      list.compare("also: limit.atMost", limit.atMost, incident.limit?.atMost)
    }
    list.compare("also: clients", other.clients, incident.clients.sorted().map(\.description))
    list.compare("also: attempts", other.attempts, incident.attempts)
    list.compare("also: successes", other.successes, incident.successes)
    list.compare("also: failures", other.failures, incident.failures)
  }
}

extension Truth.Edge {
  var all: Int { successes + failures }
}
