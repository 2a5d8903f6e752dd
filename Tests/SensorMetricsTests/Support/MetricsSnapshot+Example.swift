import SensorMetrics

extension MetricsSnapshot {
  /// A sensor that has seen a little of everything, each number its own.
  static var example: MetricsSnapshot {
    var snapshot = MetricsSnapshot()
    snapshot.interfaces = [
      Interface(
        name: "eth0", frames: 1_001, droppedByInterface: 1_002, droppedByKernel: 1_003,
        droppedByQueue: 1_004), Interface(name: "eth1", frames: 1_005),
    ]
    snapshot.sessionsOpen = 1_006
    snapshot.sessionsTotal = 1_007
    snapshot.signIns = ["ok": 1_008, "throttled": 1_009]
    snapshot.accounts = [
      Account(account: "uccxmail", server: "10.4.4.95:143", load: 16, limit: 16),
      Account(account: "agent", server: "10.4.4.95:143", load: 3),
    ]
    snapshot.queuedFrames = 1_010
    snapshot.queueCapacity = 1_011
    snapshot.residentBytes = 1_012
    snapshot.alerts = [
      AlertTarget(
        name: "webhook https://chat.example", sent: 1_013, failed: 1_014, dropped: 1_015,
        retried: 1_016, waiting: 1_017)
    ]
    snapshot.storeRowsWritten = 1_018
    snapshot.storeRowsDropped = 1_019
    snapshot.incidentsOpen = 1_020
    return snapshot
  }
}
