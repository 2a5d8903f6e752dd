import SensorMetrics
import Testing

struct MetricsEndpointTests {
  @Test(arguments: [
    ("9187", "127.0.0.1", 9_187), ("127.0.0.1:0", "127.0.0.1", 0), ("127.8.8.8:1", "127.8.8.8", 1),
    ("[::1]:9187", "::1", 9_187), ("localhost:65535", "127.0.0.1", 65_535),
  ])
  func `a port and an address of this machine alone are taken`(
    text: String, host: String, port: Int
  ) throws {
    let endpoint = try MetricsEndpoint(text)
    #expect(endpoint.host == host)
    #expect(endpoint.port == port)
  }

  @Test(arguments: ["0.0.0.0:9187", "10.0.0.1:9187", "[::]:9187", "[2001:db8::1]:1"])
  func `an address that others reach must be asked for`(text: String) throws {
    #expect(throws: MetricsEndpoint.Problem.reachableByOthers(text)) { try MetricsEndpoint(text) }
    #expect(try MetricsEndpoint(text, openToOthers: true).port > 0)
  }

  @Test(arguments: [
    "", ":9187", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:9187",
    "host.example:9187", "127.0.0.1.evil.example:1", "[::1]9187",
  ])
  func `anything else is refused, names included`(text: String) {
    #expect(throws: MetricsEndpoint.Problem.malformed(text)) { try MetricsEndpoint(text) }
  }
}
