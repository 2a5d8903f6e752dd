import Alerts
import Bytes
import Capture
import Diagnosis
import Mail
import Packets
import Pipeline
import Sensor
import SensorMetrics
import Sessions
import Store

/// Sums up for the metrics what a sensor has seen since it began.
struct SensorCounting {
  private var signIns: [String: UInt64] = [:]
  private var accounts: [MetricsSnapshot.Account] = []
  private var servers: [String: Endpoint] = [:]
  private var openCount = 0

  /// Counts the sign-ins of sessions that have ended.
  mutating func add(_ sessions: [MailSession], _ signatures: SignatureTable) {
    for index in sessions.indices {
      for fact in sessions[index].authentications {
        let result =
          signatures.namesThrottling(fact) ? "throttled" : fact.result.rawValue
        signIns[result, default: 0] += 1
      }
    }
  }

  /// Takes what each account holds now, and what it may hold as far as that is known.
  mutating func take(_ open: [MailSession], _ headroom: [Headroom]) {
    openCount = open.indices.reduce(0) { open[$1].closing == .open ? $0 + 1 : $0 }
    var loads: [String: (server: String, load: Int)] = [:]
    for index in open.indices where open[index].closing == .open {
      guard let fact = open[index].authentications.last(where: { $0.result == .accepted }),
        let user = fact.account?.user
      else { continue }
      let server = open[index].server.description
      loads["\(server) \(user)", default: (server, 0)].load += 1
    }
    servers = [:]
    accounts = headroom.map { room in
      let server = room.server.description
      servers[server] = room.server
      return MetricsSnapshot.Account(
        account: room.account, server: server, load: loads["\(server) \(room.account)"]?.load ?? 0,
        limit: room.limit)
    }
  }

  /// The loads taken last, for the store.
  func samples(at time: Timestamp) -> [LoadSample] {
    accounts.compactMap { account in
      servers[account.server].map { server in
        LoadSample(
          time: time, server: server, account: account.account, openSessions: account.load,
          limit: account.limit)
      }
    }
  }

  func snapshot(
    _ status: LivePipeline.Status, alerts: [AlertTargetStatus], store: StoreStatus?,
    incidents: Int
  ) -> MetricsSnapshot {
    var snapshot = MetricsSnapshot()
    snapshot.interfaces = status.interfaces.map { interface in
      MetricsSnapshot.Interface(
        name: interface.name, frames: UInt64(interface.frames),
        droppedByInterface: UInt64(interface.interfaceDrops),
        droppedByKernel: UInt64(interface.kernelDrops), droppedByQueue: UInt64(interface.queueDrops)
      )
    }
    snapshot.sessionsOpen = openCount
    snapshot.sessionsTotal = UInt64(status.ended)
    snapshot.signIns = signIns
    snapshot.accounts = accounts
    snapshot.queuedFrames = status.queue.now
    snapshot.queueCapacity = status.queue.most
    snapshot.residentBytes = UInt64(Heap.residentBytes)
    snapshot.alerts = alerts.map { target in
      MetricsSnapshot.AlertTarget(
        name: target.name, sent: UInt64(target.sent), failed: UInt64(target.failed),
        dropped: UInt64(target.dropped), retried: UInt64(target.retried), waiting: target.waiting)
    }
    snapshot.incidentsOpen = incidents
    if let store {
      snapshot.storeRowsWritten = UInt64(
        store.written.sessions + store.written.incidents + store.written.samples)
      snapshot.storeRowsDropped = UInt64(
        store.lost.sessions + store.lost.incidents + store.lost.samples)
    }
    return snapshot
  }

  /// What keeps the sensor from its work.
  func health(
    _ status: LivePipeline.Status, alerts: [AlertTargetStatus], store: StoreStatus?
  ) -> SensorHealth {
    SensorHealth(
      status.interfaces.compactMap { interface in
        interface.silence >= 10
          ? .captureStalled(interface: interface.name, seconds: interface.silence) : nil
      }
        + alerts.filter(\.isFailing).map {
          .alertsFailing(target: $0.name, reason: $0.lastTrouble?.reason ?? "unknown")
        }
        + [store?.trouble].compactMap { $0.map { .storeNotWriting(reason: $0.reason) } })
  }
}
