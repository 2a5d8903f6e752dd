import Foundation

/// What `probe --format json` wrote, as far as tests look at it.
struct ProbeReport: Decodable {
  struct Greeting: Decodable {
    var line: String
    var milliseconds: Double?
    var refuses: Bool
  }

  struct Connect: Decodable {
    var address: String
    var outcome: String
  }

  struct Capabilities: Decodable { var words: [String] }

  struct TLS: Decodable {
    struct Certificate: Decodable {
      var subject: String
      var names: [String]
    }

    var version: String?
    var isTrusted: Bool
    var problems: [String]
    var certificate: Certificate?
  }

  struct Server: Decodable { var family: String }

  struct Connections: Decodable {
    var opened: Int
    var greeted: Int
  }

  struct StartTLS: Decodable { var outcome: String }

  var schema: String
  var finding: String
  var causes: [String]
  var met: String
  var connect: [Connect]
  var greeting: Greeting?
  var capabilities: Capabilities?
  var capabilitiesInsideTLS: Capabilities?
  var tls: TLS?
  var startTLS: StartTLS?
  var server: Server
  var connections: Connections
  var end: String?
}
