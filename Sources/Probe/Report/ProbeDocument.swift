import Reports

/// The JSON form of a probe (schema `chokepoint.probe/1`); times are in milliseconds.
struct ProbeDocument: Encodable {
  struct Target: Encodable {
    var host: String
    var port: UInt16
    var encryption: String
  }

  struct Software: Encodable {
    var family: String
    var version: OrNull<String>
  }

  struct Resolve: Encodable {
    var milliseconds: Double
    var addresses: [String]
    var error: OrNull<String>
  }

  struct Connect: Encodable {
    var address: String
    var outcome: String
    var milliseconds: Double
    var reason: OrNull<String>
  }

  struct Greeting: Encodable {
    var line: String
    var milliseconds: OrNull<Double>
    var refuses: Bool
  }

  struct Capabilities: Encodable {
    var words: [String]
    var milliseconds: OrNull<Double>
  }

  struct StartTLS: Encodable {
    var outcome: String
    var answer: String
    var milliseconds: OrNull<Double>
  }

  struct TLS: Encodable {
    var milliseconds: Double
    var version: OrNull<String>
    var error: OrNull<String>
    var certificate: OrNull<Certificate>
    var isTrusted: Bool
    var problems: [String]
  }

  struct Certificate: Encodable {
    var subject: String
    var issuer: String
    var notBefore: OrNull<String>
    var notAfter: OrNull<String>
    var names: [String]
    var namesDropped: Int
  }

  struct Connections: Encodable {
    var opened: Int
    var greeted: Int
    var others: [Other]
  }

  struct Other: Encodable {
    var connect: Connect
    var line: OrNull<String>
    var end: OrNull<String>
  }

  struct Note: Encodable {
    var cause: OrNull<String>
    var text: String
  }

  struct Bounds: Encodable {
    var overlongBytes: Int
    var capabilities: Int
    var flooded: Bool
  }

  var schema = "chokepoint.probe/1"
  var target: Target
  var start: String
  var finding: String
  var causes: [String]
  var met: String
  var meaning: String
  var next: String
  var notes: [Note]
  var server: Software
  var `protocol`: OrNull<String>
  var resolve: OrNull<Resolve>
  var connect: [Connect]
  var greeting: OrNull<Greeting>
  var capabilities: OrNull<Capabilities>
  var startTLS: OrNull<StartTLS>
  var tls: OrNull<TLS>
  var capabilitiesInsideTLS: OrNull<Capabilities>
  var connections: Connections
  var end: OrNull<String>
  var cutOff: OrNull<Bounds>
}
