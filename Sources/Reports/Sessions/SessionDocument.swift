/// One line of `sessions --format jsonl`.
struct SessionDocument: Encodable {
  struct Host: Encodable {
    var address: String
    var port: Int
  }

  struct Authentication: Encodable {
    var mechanism: String
    var account: OrNull<String>
    var accountAsSeen: OrNull<String>
    var workstation: OrNull<String>
    var result: String
    var response: OrNull<String>
    var frame: Int
    var time: String
    var latency: OrNull<Double>
  }

  struct Gaps: Encodable {
    var client: Int
    var server: Int
  }

  var capture: String
  var `protocol`: String
  var client: Host
  var server: Host
  var start: String
  var end: String
  var firstFrame: Int
  var lastFrame: Int
  var opening: String
  var closing: String
  var greeting: OrNull<String>
  var tls: String
  var authentications: [Authentication]
  var commands: Int
  var bytesFromClient: Int
  var bytesFromServer: Int
  var gaps: Gaps
  var anomalies: [String]
}
