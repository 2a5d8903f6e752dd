import NIOCore
import SensorMetrics
import Synchronization
import Testing

struct MetricsServerTests {
  /// Runs a server for the length of `body`, which is given its port.
  private func withServer(
    _ limits: ServerLimits = ServerLimits(), snapshot: MetricsSnapshot = .example,
    health: SensorHealth = SensorHealth(), _ body: (Int) async throws -> Void
  ) async throws {
    let server = MetricsServer(
      try MetricsEndpoint("0"), limits: limits, metrics: { snapshot }, health: { health })
    let port = try await server.start()
    do {
      try await body(port)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  private func body(of answer: String) throws -> String {
    let end = try #require(answer.firstRange(of: "\r\n\r\n"))
    return String(answer[end.upperBound...])
  }

  private func field(_ name: String, of answer: String) -> String? {
    answer.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }

  @Test
  func `Prometheus gets the metrics in its text format`() async throws {
    try await withServer { port in
      let answer = try await RawClient.get(port, "/metrics")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(answer)")
      #expect(field("Content-Type", of: answer) == "text/plain; version=0.0.4; charset=utf-8")
      let text = try body(of: answer)
      #expect(field("Content-Length", of: answer) == "\(text.utf8.count)")
      #expect(try Exposition(text).value("chokepoint_sessions_total") == 1_007)
      #expect(try await RawClient.get(port, "/metrics?x=1").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test
  func `the numbers are asked for at each scrape`() async throws {
    let scrapes = Mutex<UInt64>(0)
    let server = MetricsServer(
      try MetricsEndpoint("0"),
      metrics: {
        var snapshot = MetricsSnapshot()
        snapshot.sessionsTotal = scrapes.withLock { count in
          count += 1
          return count
        }
        return snapshot
      }, health: { SensorHealth() })
    let port = try await server.start()
    for scrape in 1...3 {
      let text = try body(of: try await RawClient.get(port, "/metrics"))
      #expect(try Exposition(text).value("chokepoint_sessions_total") == Double(scrape))
    }
    await server.stop()
  }

  @Test
  func `health is 200 when all is well and 503 with the reasons when not`() async throws {
    try await withServer { port in
      let answer = try await RawClient.get(port, "/healthz")
      #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(field("Content-Type", of: answer) == "application/json")
      #expect(try body(of: answer) == #"{"reasons":[],"status":"ok"}"# + "\n")
    }
    let health = SensorHealth([.storeNotWriting(reason: "disk full")])
    try await withServer(health: health) { port in
      let answer = try await RawClient.get(port, "/healthz")
      #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
      #expect(try body(of: answer) == health.json + "\n")
    }
  }

  @Test
  func `HEAD gets what GET gets, without the body`() async throws {
    try await withServer { port in
      let get = try await RawClient.get(port, "/metrics")
      let head = try await RawClient.get(port, "/metrics", method: "HEAD")
      #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(try body(of: head).isEmpty)
      #expect(field("Content-Length", of: head) == field("Content-Length", of: get))
    }
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
  func `other methods are refused`(method: String) async throws {
    try await withServer { port in
      let answer = try await RawClient.get(port, "/metrics", method: method)
      #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"), "\(answer)")
      #expect(field("Allow", of: answer) == "GET, HEAD")
    }
  }

  @Test(arguments: ["/", "/metrics/", "/metrics/x", "/Metrics", "//metrics", "/../metrics", "*"])
  func `other paths are not found`(path: String) async throws {
    try await withServer { port in
      let answer = try await RawClient.get(port, path)
      #expect(answer.hasPrefix("HTTP/1.1 404 Not Found\r\n"), "\(answer)")
      #expect(!answer.contains("chokepoint_"))
    }
  }

  @Test
  func `what is not HTTP gets 400`() async throws {
    try await withServer { port in
      let answer = try await RawClient.ask(port, "A1 LOGIN user word\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
    }
  }

  @Test
  func `header fields beyond the bounds get 400`() async throws {
    try await withServer { port in
      let long = "X: " + String(repeating: "x", count: 9_000)
      let many = (0..<65).map { "X-\($0): y" }.joined(separator: "\r\n")
      for fields in [long, many] {
        let answer = try await RawClient.ask(port, "GET /metrics HTTP/1.1\r\n\(fields)\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(100))")
      }
      let few = (0..<50).map { "X-\($0): y" }.joined(separator: "\r\n")
      let answer = try await RawClient.ask(port, "GET /metrics HTTP/1.1\r\n\(few)\r\n\r\n")
      #expect(answer.hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test
  func `a request line without an end is cut off`() async throws {
    try await withServer { port in
      let client = try await RawClient(port: port)
      try? await client.send("GET /" + String(repeating: "x", count: 100_000))
      #expect(try await eventually(within: .seconds(60)) { client.isClosed })
      #expect(client.text.isEmpty)
      #expect(try await RawClient.get(port, "/metrics").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test
  func `clients that are slow to ask are cut off, and others are served`() async throws {
    var limits = ServerLimits()
    limits.time = .seconds(1)
    try await withServer(limits) { port in
      let slow = try await RawClient(port: port)
      // A byte now and then would keep an idle timer from ever ringing.
      for byte in "GET /metrics HTTP" {
        try? await slow.send(String(byte))
        try await Task.sleep(for: .milliseconds(80))
      }
      #expect(try await eventually(within: .seconds(60)) { slow.isClosed })
      #expect(slow.text.isEmpty)
      #expect(try await RawClient.get(port, "/metrics").hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test
  func `a client that does not take its answer gives its place to another`() async throws {
    var limits = ServerLimits()
    limits.time = .seconds(1)
    limits.connections = 1
    var snapshot = MetricsSnapshot.example
    // More than sockets hold.
    snapshot.interfaces = (0..<40_000).map { .init(name: "interface\($0)", frames: 1) }
    try await withServer(limits, snapshot: snapshot) { port in
      let began = ContinuousClock.now
      let slow = try await RawClient(port: port, reads: false)
      try await slow.send("GET /metrics HTTP/1.1\r\n\r\n")
      try await Task.sleep(for: .milliseconds(100))
      #expect(try await RawClient.get(port, "/healthz").hasPrefix("HTTP/1.1 200 "))
      // Only when the first one's time was up, however long the machine took for the rest.
      #expect(ContinuousClock.now - began >= .milliseconds(900))
      await slow.close()
    }
  }

  @Test
  func `connections beyond the bound wait until one ends`() async throws {
    var limits = ServerLimits()
    limits.connections = 2
    try await withServer(limits) { port in
      let holders = [try await RawClient(port: port), try await RawClient(port: port)]
      try await Task.sleep(for: .milliseconds(100))
      let third = try await RawClient(port: port)
      try await third.send("GET /healthz HTTP/1.1\r\n\r\n")
      try await Task.sleep(for: .milliseconds(200))
      #expect(third.text.isEmpty)
      await holders[0].close()
      #expect(try await third.answer().hasPrefix("HTTP/1.1 200 "))
      await holders[1].close()
    }
  }

  @Test
  func `a connection is for one request`() async throws {
    try await withServer { port in
      let request = "GET /healthz HTTP/1.1\r\nConnection: keep-alive\r\n\r\n"
      let answer = try await RawClient.ask(port, request + request)
      #expect(answer.split(separator: "HTTP/1.1 200 OK").count == 1, "\(answer)")
      #expect(field("Connection", of: answer) == "close")
    }
  }

  @Test
  func `a port that is taken is an error, and a stopped server gives it back`() async throws {
    // An address that no other test uses: nobody takes the port between two servers.
    let host = "127.45.67.89"
    func server(_ port: Int) throws -> MetricsServer {
      MetricsServer(
        try MetricsEndpoint("\(host):\(port)"), metrics: { .example }, health: { SensorHealth() })
    }
    let first = try server(0)
    let port = try await first.start()
    await #expect(throws: (any Error).self) { try await server(port).start() }
    await first.stop()
    await #expect(throws: (any Error).self) { try await RawClient(host: host, port: port) }
    let second = try server(port)
    #expect(try await second.start() == port)
    let client = try await RawClient(host: host, port: port)
    try await client.send("GET /healthz HTTP/1.1\r\n\r\n")
    #expect(try await client.answer().hasPrefix("HTTP/1.1 200 "))
    await second.stop()
    await second.stop()
  }
}
