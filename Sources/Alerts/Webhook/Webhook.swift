import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// A web server that is sent each alert's JSON in a POST.
///
/// A status of 200 to 299 is success; the answer's body is not read. Redirections are not followed:
/// the alert and its credentials are for the server that was named. Over TLS the certificate must be
/// one that the system, or the given authorities, vouch for.
package struct Webhook: Hashable, Sendable {
  package let address: WebhookAddress
  /// Certificates in PEM that are trusted beside the system's.
  package var authorities: [UInt8] = []

  package init(_ address: WebhookAddress, authorities: [UInt8] = []) {
    self.address = address
    self.authorities = authorities
  }

  var name: String { "webhook \(address.shown)" }

  func deliver(_ alert: Alert, within limit: Duration) async throws {
    let configuration = try configuration(within: limit)
    do {
      // A client of its own for each attempt: alerts are rare, and nothing stale is left between.
      let status = try await HTTPClient.withHTTPClient(
        eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration
      ) { client in
        try await client.execute(request(for: alert), timeout: .init(limit)).status
      }
      try Self.check(status.code)
    } catch let failure as DeliveryFailure {
      throw failure
    } catch {
      try Task.checkCancellation()
      throw DeliveryFailure(webhook: error)
    }
  }

  private func request(for alert: Alert) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: address.url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "User-Agent", value: "chokepoint")
    // An attempt that timed out may have arrived; with this the receiver can tell.
    request.headers.add(
      name: "Idempotency-Key",
      value: Self.token("\(alert.key)-\(alert.event.rawValue)-\(alert.step)"))
    if let credentials = address.credentials {
      request.headers.add(name: "Authorization", value: credentials)
    }
    request.body = .bytes(ByteBuffer(string: alert.json))
    return request
  }

  private func configuration(within limit: Duration) throws -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    // Nobody waits long for the goodbye of a server that hangs.
    tls.shutdownTimeout = .seconds(1)
    if !authorities.isEmpty {
      guard let certificates = try? NIOSSLCertificate.fromPEMBytes(authorities) else {
        throw DeliveryFailure("no certificates can be read", isWorthRetrying: false)
      }
      tls.additionalTrustRoots = [.certificates(certificates)]
    }
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: .init(limit), read: .init(limit)))
    configuration.httpVersion = .http1Only
    // The lane knows when to try again.
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }

  /// What a status code means; 408, 425 and 429 ask for another attempt (RFC 9110, section 15.5;
  /// RFC 8470; RFC 6585), other 4xx and redirections will be the same the next time.
  private static func check(_ code: UInt) throws(DeliveryFailure) {
    switch code {
    case 200..<300: return
    case 300..<400:
      throw DeliveryFailure("HTTP \(code), a redirection", isWorthRetrying: false)
    case 408, 425, 429, 500...: throw DeliveryFailure("HTTP \(code)")
    default: throw DeliveryFailure("HTTP \(code)", isWorthRetrying: false)
    }
  }

  /// Header values hold visible ASCII only; keys are ours, but cost nothing to be sure of.
  private static func token(_ text: String) -> String {
    String(text.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }.map(Character.init))
  }
}

extension TimeAmount {
  init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
