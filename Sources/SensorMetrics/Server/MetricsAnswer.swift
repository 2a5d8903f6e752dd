import HTTPTypes

/// What a request gets: `/metrics` and `/healthz` by GET or HEAD, and nothing else.
struct MetricsAnswer {
  var status: HTTPResponse.Status
  var type = "text/plain; charset=utf-8"
  var body: String
  var allowed: String?

  init(
    method: HTTPRequest.Method, path: String, metrics: () -> String, health: () -> SensorHealth
  ) {
    guard method == .get || method == .head else {
      status = .methodNotAllowed
      body = "only GET and HEAD\n"
      // RFC 9110, section 15.5.6 wants to be told what is.
      allowed = "GET, HEAD"
      return
    }
    switch path {
    case "/metrics":
      status = .ok
      type = MetricsText.contentType
      body = metrics()
    case "/healthz":
      let health = health()
      status = health.isGood ? .ok : .serviceUnavailable
      type = "application/json"
      body = health.json + "\n"
    default:
      status = .notFound
      body = "only /metrics and /healthz\n"
    }
  }

  var head: HTTPResponse {
    var fields: HTTPFields = [
      .contentType: type, .contentLength: "\(body.utf8.count)", .connection: "close",
      .cacheControl: "no-store",
    ]
    if let allowed { fields[.allow] = allowed }
    return HTTPResponse(status: status, headerFields: fields)
  }
}
