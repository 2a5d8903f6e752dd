import Foundation
import NIOHTTP1
import Testing

@testable import Alerts

struct WebhookTests {
  private func failure(
    of text: String, authorities: [UInt8] = [], within limit: Duration = .seconds(120)
  ) async throws -> DeliveryFailure? {
    let hook = Webhook(try WebhookAddress(text), authorities: authorities)
    do {
      try await withTimeLimit(limit) { try await hook.deliver(.example(), within: limit) }
      return nil
    } catch let failure as DeliveryFailure {
      return failure
    }
  }

  @Test
  func `a webhook is sent the JSON with what its address says`() async throws {
    let server = try await ScriptedWebServer(.status(.noContent))
    let port = server.port
    #expect(try await failure(of: "http://us%40er:p%3Aw@127.0.0.1:\(port)/a/b?token=t") == nil)
    let request = try #require(server.requests.first)
    #expect(request.head.method == .POST)
    #expect(request.head.uri == "/a/b?token=t")
    #expect(request.body == Alert.example().json)
    let headers = request.head.headers
    #expect(headers["Content-Type"] == ["application/json"])
    #expect(headers["Host"] == ["127.0.0.1:\(port)"])
    #expect(headers["Idempotency-Key"] == ["a1b2-open-0"])
    // "us@er:p:w"
    #expect(headers["Authorization"] == ["Basic dXNAZXI6cDp3"])
  }

  @Test(arguments: [
    (500, true), (503, true), (429, true), (408, true), (404, false), (401, false), (400, false),
  ])
  func `a status that will not change is not worth another attempt`(
    code: Int, isWorthRetrying: Bool
  ) async throws {
    let server = try await ScriptedWebServer(.status(.init(statusCode: code)))
    let failure = try await failure(of: "http://127.0.0.1:\(server.port)/")
    #expect(failure == DeliveryFailure("HTTP \(code)", isWorthRetrying: isWorthRetrying))
  }

  @Test
  func `a server that answers 500 twice gets the alert a third time`() async throws {
    let server = try await ScriptedWebServer(
      .status(.internalServerError), .status(.badGateway), .status(.ok))
    var limits = AlertLimits()
    limits.backoff = Backoff(first: .milliseconds(5), longest: .milliseconds(5))
    let address = try WebhookAddress("http://127.0.0.1:\(server.port)/")
    let dispatcher = AlertDispatcher([.webhook(Webhook(address))], limits: limits)
    dispatcher.send(.example())
    await dispatcher.shutdown(within: .seconds(120))
    #expect(dispatcher.status.map { [$0.sent, $0.retried] } == [[1, 2]])
    #expect(server.requests.map(\.body) == Array(repeating: Alert.example().json, count: 3))
  }

  @Test
  func `a redirection is not followed`() async throws {
    let other = try await ScriptedWebServer(.status(.ok))
    let server = try await ScriptedWebServer(
      .status(.temporaryRedirect, location: "http://127.0.0.1:\(other.port)/"))
    let failure = try #require(try await failure(of: "http://u:p@127.0.0.1:\(server.port)/"))
    #expect(failure.reason == "HTTP 307, a redirection")
    #expect(!failure.isWorthRetrying)
    #expect(other.requests.isEmpty)
  }

  @Test
  func `an answer of megabytes is not read`() async throws {
    let server = try await ScriptedWebServer(.flood(mebibytes: 64))
    #expect(try await failure(of: "http://127.0.0.1:\(server.port)/") == nil)
    // What sockets hold on both sides may have been taken.
    #expect(server.floodedBytes < 24 << 20)
  }

  @Test
  func `a server that says nothing is left after the time limit`() async throws {
    let server = try await ScriptedWebServer(.silence)
    let began = ContinuousClock.now
    let failure = try await failure(
      of: "http://127.0.0.1:\(server.port)/", within: .seconds(1))
    #expect(failure?.reason.hasPrefix("no answer") == true)
    #expect(failure?.isWorthRetrying == true)
    #expect(ContinuousClock.now - began < .seconds(100))
    #expect(server.requests.count == 1)
  }

  @Test
  func `a server that refuses is named as such`() async throws {
    // tcpmux, which nobody runs.
    let failure = try await failure(of: "http://127.0.0.1:1/")
    #expect(failure == DeliveryFailure("Connection refused"))
  }

  @Test(.enabled(if: TestIdentity.isAvailable))
  func `a certificate must be trusted and for the host`() async throws {
    let identity = try TestIdentity(names: "IP:127.0.0.1")
    let server = try await ScriptedWebServer(.status(.ok), tls: identity.server)
    let address = "https://127.0.0.1:\(server.port)/"
    #expect(try await failure(of: address)?.reason == "the certificate is not trusted")
    #expect(server.requests.isEmpty)
    #expect(try await failure(of: address, authorities: identity.certificate) == nil)
    #expect(server.requests.count == 1)

    let stranger = try TestIdentity(names: "DNS:elsewhere.example")
    let other = try await ScriptedWebServer(.status(.ok), tls: stranger.server)
    let failure = try await failure(
      of: "https://127.0.0.1:\(other.port)/", authorities: stranger.certificate)
    #expect(failure?.reason == "the certificate is for another name")
    #expect(other.requests.isEmpty)
  }

  @Test
  func `plain text in place of TLS is no success`() async throws {
    let server = try await ScriptedWebServer(.status(.ok))
    #expect(try await failure(of: "https://127.0.0.1:\(server.port)/")?.reason == "TLS failed")
  }
}
