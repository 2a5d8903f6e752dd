/// A snapshot in Prometheus' text format, version 0.0.4.
package struct MetricsText {
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// Accounts that get a line of their own; the rest share one.
  ///
  /// Each is a time series at Prometheus for as long as that keeps its data.
  package static let accountLimit = 100

  private let labels: AccountLabel
  private let accountLimit: Int

  package init(_ labels: AccountLabel, accountLimit: Int = Self.accountLimit) {
    self.labels = labels
    self.accountLimit = max(0, accountLimit)
  }

  package func text(_ snapshot: MetricsSnapshot) -> String {
    let families =
      Self.capture(snapshot) + Self.sessions(snapshot) + accounts(snapshot)
      + Self.alerts(snapshot) + Self.sensor(snapshot)
    return families.map(\.text).joined()
  }

  private static func capture(_ snapshot: MetricsSnapshot) -> [MetricFamily] {
    var frames = MetricFamily(
      "chokepoint_frames_total", .counter, "Frames that were taken from an interface.")
    var drops = MetricFamily(
      "chokepoint_frames_dropped_total", .counter,
      "Frames that were lost, by place: interface, kernel ring or the queue before the analysis.")
    for interface in snapshot.interfaces {
      frames.add(interface.frames, [("interface", interface.name)])
      for (place, count) in [
        ("interface", interface.droppedByInterface), ("kernel", interface.droppedByKernel),
        ("queue", interface.droppedByQueue),
      ] {
        drops.add(count, [("interface", interface.name), ("place", place)])
      }
    }
    return [
      frames, drops,
      one("chokepoint_queue_frames", .gauge, "Frames waiting for analysis.", snapshot.queuedFrames),
      one(
        "chokepoint_queue_capacity_frames", .gauge, "Frames that may wait for analysis.",
        snapshot.queueCapacity),
    ]
  }

  private static func sessions(_ snapshot: MetricsSnapshot) -> [MetricFamily] {
    var signIns = MetricFamily(
      "chokepoint_sign_ins_total", .counter, "Sign-ins that were seen, by result.")
    for (result, count) in snapshot.signIns.sorted(by: { $0.key < $1.key }) {
      signIns.add(count, [("result", result)])
    }
    return [
      one(
        "chokepoint_sessions_open", .gauge, "Mail sessions that are open.", snapshot.sessionsOpen),
      one(
        "chokepoint_sessions_total", .counter, "Mail sessions that were seen.",
        snapshot.sessionsTotal),
      signIns,
      one(
        "chokepoint_incidents_open", .gauge, "Incidents that are open.", snapshot.incidentsOpen),
    ]
  }

  private func accounts(_ snapshot: MetricsSnapshot) -> [MetricFamily] {
    var load = MetricFamily(
      "chokepoint_account_sessions", .gauge,
      "Sessions that an account holds at a server; the account is a keyed hash, or other.")
    var limit = MetricFamily(
      "chokepoint_account_sessions_limit", .gauge,
      "Sessions that an account may hold at a server, where that is known.")
    let (shown, rest) = divided(snapshot.accounts)
    for account in shown {
      let names = [("account", labels.label(for: account.account)), ("server", account.server)]
      load.add(account.load, names)
      if let value = account.limit { limit.add(value, names) }
    }
    if !rest.isEmpty { load.add(rest.reduce(0) { $0 + $1.load }, [("account", "other")]) }
    return [load, limit]
  }

  /// Those with a line of their own, busiest first, and the others.
  ///
  /// An account and a server that are named twice are one, with the last limit named.
  private func divided(
    _ accounts: [MetricsSnapshot.Account]
  ) -> (shown: ArraySlice<MetricsSnapshot.Account>, rest: ArraySlice<MetricsSnapshot.Account>) {
    var merged: [[String]: MetricsSnapshot.Account] = [:]
    for account in accounts {
      let key = [account.account, account.server]
      let load = (merged[key]?.load ?? 0) + account.load
      let limit = account.limit ?? merged[key]?.limit
      merged[key] = MetricsSnapshot.Account(
        account: account.account, server: account.server, load: load, limit: limit)
    }
    // A known limit is why anybody looks; names decide between equals, so that lines stay.
    let order = merged.values.sorted {
      ($0.limit == nil ? 1 : 0, -$0.load, $0.account, $0.server)
        < ($1.limit == nil ? 1 : 0, -$1.load, $1.account, $1.server)
    }
    return (order.prefix(accountLimit), order.dropFirst(accountLimit))
  }

  private static func alerts(_ snapshot: MetricsSnapshot) -> [MetricFamily] {
    var alerts = MetricFamily(
      "chokepoint_alerts_total", .counter, "Alerts by target and by what became of them.")
    var retries = MetricFamily(
      "chokepoint_alert_retries_total", .counter, "Attempts to deliver beyond the first ones.")
    var waiting = MetricFamily("chokepoint_alerts_waiting", .gauge, "Alerts not yet delivered.")
    for target in snapshot.alerts {
      for (result, count) in [
        ("sent", target.sent), ("failed", target.failed), ("dropped", target.dropped),
      ] {
        alerts.add(count, [("target", target.name), ("result", result)])
      }
      retries.add(target.retried, [("target", target.name)])
      waiting.add(target.waiting, [("target", target.name)])
    }
    return [alerts, retries, waiting]
  }

  private static func sensor(_ snapshot: MetricsSnapshot) -> [MetricFamily] {
    [
      one(
        "chokepoint_store_rows_written_total", .counter, "Rows that the store has committed.",
        snapshot.storeRowsWritten),
      one(
        "chokepoint_store_rows_dropped_total", .counter, "Rows that the store could not take.",
        snapshot.storeRowsDropped),
      one(
        "chokepoint_resident_memory_bytes", .gauge, "Memory of the sensor that is resident.",
        snapshot.residentBytes),
    ]
  }

  private static func one(
    _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: some BinaryInteger
  ) -> MetricFamily {
    var family = MetricFamily(name, kind, help)
    family.add(value)
    return family
  }
}
