import NIOCore
import NIOSSL

/// How TLS is done: with a certificate that must be trusted, or with any.
///
/// A handshake first trusts only what the system or `--ca` vouches for. Where that fails, a second
/// connection takes whatever comes, so that the report can show it; nothing secret is sent on it.
struct TLSSetup: Sendable {
  private let context: NIOSSLContext
  let verifies: Bool
  /// Nil for addresses, which server name indication knows none of (RFC 6066, section 3).
  private let serverName: String?

  init(_ plan: ProbePlan, verifies: Bool) throws {
    var configuration = TLSConfiguration.makeClientConfiguration()
    // Old servers are what this tool is for; the report says which version it was.
    configuration.minimumTLSVersion = .tlsv1
    configuration.certificateVerification = verifies ? .noHostnameVerification : .none
    configuration.shutdownTimeout = .seconds(1)
    if !plan.authorities.isEmpty {
      configuration.additionalTrustRoots = [
        .certificates(try NIOSSLCertificate.fromPEMBytes(plan.authorities))
      ]
    }
    context = try NIOSSLContext(configuration: configuration)
    self.verifies = verifies
    let host = plan.host.hasSuffix(".") ? String(plan.host.dropLast()) : plan.host
    serverName =
      HostName(host).address == nil && !host.contains(":") && !host.contains("_") ? host : nil
  }

  func makeHandler() throws -> NIOSSLClientHandler {
    try NIOSSLClientHandler(context: context, serverHostname: serverName)
  }
}

extension TLSTrouble {
  /// What a failed handshake was about.
  init(_ error: any Error) {
    guard case .handshakeFailed(let failure) = error as? NIOSSLError else {
      self = .other("TLS cannot be begun: \(error)")
      return
    }
    guard case .sslError(let stack) = failure else {
      self = failure == .syscallError || failure == .zeroReturn ? .closed : .other("\(failure)")
      return
    }
    if stack.contains(.eofDuringHandshake) {
      self = .closed
      return
    }
    let names = stack.map { Self.name(in: $0.description) }
    if names.contains("CERTIFICATE_VERIFY_FAILED") {
      self = .untrusted
    } else if names.contains(where: Self.plainText.contains) {
      self = .notTLS
    } else {
      let words = names.first { !$0.isEmpty } ?? ""
      self = .other(words.isEmpty ? "the handshake fails" : words.lowercased().spaced)
    }
  }

  /// What BoringSSL calls it when the other side speaks something else.
  private static let plainText: Set<String> = [
    "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "BAD_PACKET_LENGTH",
  ]

  /// The reason's name in the library's words: `… OPENSSL_internal:WRONG_VERSION_NUMBER at …`.
  private static func name(in description: String) -> String {
    let words = description.split { $0 == ":" || $0 == " " }
    guard let place = words.firstIndex(of: "OPENSSL_internal"), place + 1 < words.count else {
      return ""
    }
    return String(words[place + 1].prefix { $0 == "_" || $0.isUppercase || $0.isNumber })
  }
}

extension String {
  fileprivate var spaced: String { String(map { $0 == "_" ? " " : $0 }) }
}
