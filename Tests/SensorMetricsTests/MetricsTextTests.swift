import Testing

@testable import SensorMetrics

struct MetricsTextTests {
  private let label = AccountLabel(key: Array(repeating: 7, count: 32))

  private func exposition(
    _ snapshot: MetricsSnapshot, accounts: Int = MetricsText.accountLimit
  ) throws -> Exposition {
    try Exposition(MetricsText(label, accountLimit: accounts).text(snapshot))
  }

  @Test
  func `every number of a snapshot stands in its line`() throws {
    let text = try exposition(.example)
    let target = "webhook https://chat.example"
    let expected: [(String, [String: String], Double)] = [
      ("chokepoint_frames_total", ["interface": "eth0"], 1_001),
      ("chokepoint_frames_dropped_total", ["interface": "eth0", "place": "interface"], 1_002),
      ("chokepoint_frames_dropped_total", ["interface": "eth0", "place": "kernel"], 1_003),
      ("chokepoint_frames_dropped_total", ["interface": "eth0", "place": "queue"], 1_004),
      ("chokepoint_frames_total", ["interface": "eth1"], 1_005),
      ("chokepoint_frames_dropped_total", ["interface": "eth1", "place": "kernel"], 0),
      ("chokepoint_sessions_open", [:], 1_006), ("chokepoint_sessions_total", [:], 1_007),
      ("chokepoint_sign_ins_total", ["result": "ok"], 1_008),
      ("chokepoint_sign_ins_total", ["result": "throttled"], 1_009),
      ("chokepoint_queue_frames", [:], 1_010), ("chokepoint_queue_capacity_frames", [:], 1_011),
      ("chokepoint_resident_memory_bytes", [:], 1_012),
      ("chokepoint_alerts_total", ["target": target, "result": "sent"], 1_013),
      ("chokepoint_alerts_total", ["target": target, "result": "failed"], 1_014),
      ("chokepoint_alerts_total", ["target": target, "result": "dropped"], 1_015),
      ("chokepoint_alert_retries_total", ["target": target], 1_016),
      ("chokepoint_alerts_waiting", ["target": target], 1_017),
      ("chokepoint_store_rows_written_total", [:], 1_018),
      ("chokepoint_store_rows_dropped_total", [:], 1_019),
      ("chokepoint_incidents_open", [:], 1_020),
    ]
    for (name, labels, value) in expected {
      #expect(text.value(name, labels) == value, "\(name) \(labels)")
    }
  }

  @Test
  func `a sensor that has seen nothing yet can be scraped`() throws {
    let text = try exposition(MetricsSnapshot())
    #expect(text.value("chokepoint_sessions_total") == 0)
    #expect(text.kinds["chokepoint_account_sessions"] == nil)
  }

  @Test
  func `an account is shown as a hash, with its load and its limit`() throws {
    let text = MetricsText(label).text(.example)
    #expect(!text.contains("uccxmail"))
    let labels = ["account": label.label(for: "uccxmail"), "server": "10.4.4.95:143"]
    let parsed = try Exposition(text)
    #expect(parsed.value("chokepoint_account_sessions", labels) == 16)
    #expect(parsed.value("chokepoint_account_sessions_limit", labels) == 16)
    let other = ["account": label.label(for: "agent"), "server": "10.4.4.95:143"]
    #expect(parsed.value("chokepoint_account_sessions", other) == 3)
    #expect(parsed.value("chokepoint_account_sessions_limit", other) == nil)
  }

  @Test
  func `accounts beyond the bound share one line, and limits and load decide which`() throws {
    var snapshot = MetricsSnapshot()
    snapshot.accounts = (0..<1_000).map {
      MetricsSnapshot.Account(account: "user\($0)", server: "s:143", load: $0)
    }
    snapshot.accounts[5].limit = 16
    let text = try exposition(snapshot, accounts: 10)
    let lines = text.samples.filter { $0.name == "chokepoint_account_sessions" }
    #expect(lines.count == 11)
    #expect(lines.map(\.value).reduce(0, +) == 499_500)
    let shown = Set(lines.compactMap { $0.labels["account"] })
    let busiest = (991..<1_000).map { label.label(for: "user\($0)") }
    #expect(shown == Set(busiest + [label.label(for: "user5"), "other"]))
  }

  @Test
  func `an account that is named twice has one line`() throws {
    var snapshot = MetricsSnapshot()
    snapshot.accounts = [
      .init(account: "a", server: "s:143", load: 2, limit: 9),
      .init(account: "a", server: "s:143", load: 3), .init(account: "a", server: "t:143", load: 4),
    ]
    let text = try exposition(snapshot)
    let name = label.label(for: "a")
    #expect(text.value("chokepoint_account_sessions", ["account": name, "server": "s:143"]) == 5)
    #expect(text.value("chokepoint_account_sessions", ["account": name, "server": "t:143"]) == 4)
  }

  @Test
  func `whatever a name holds, the text can be read back`() throws {
    let names = ["a\"b", "a\\b", "a\nb", "a\\nb", "a\r\nb", "}", "계정", "\\", "", "a\",x=\"b"]
    var snapshot = MetricsSnapshot()
    snapshot.interfaces = names.map { .init(name: $0, frames: 1) }
    let text = try exposition(snapshot)
    for name in names {
      #expect(text.value("chokepoint_frames_total", ["interface": name]) == 1, "\(name)")
    }
  }

  @Test
  func `numbers as large as they come are written whole`() throws {
    var snapshot = MetricsSnapshot()
    snapshot.sessionsTotal = .max
    #expect(
      MetricsText(label).text(snapshot).contains(
        "\nchokepoint_sessions_total 18446744073709551615\n"))
  }
}
