import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL
import SystemPackage

extension DeliveryFailure {
  /// What went wrong on the way, without what the error holds of the URL.
  init(webhook error: any Error) {
    switch error {
    case let error as HTTPClientError:
      // The short description is one of a fixed set.
      self.init(Self.timeouts.contains(error) ? "no answer in time" : error.shortDescription)
    case let error as NIOConnectionError:
      let reasons = error.connectionErrors.map { Self.words(for: $0.error) }
      self.init(reasons.first ?? "the host's name is not known")
    default: self.init(Self.words(for: error))
    }
  }

  private static let timeouts: [HTTPClientError] = [
    .deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout,
    .tlsHandshakeTimeout,
  ]

  static func words(for error: any Error) -> String {
    switch error {
    case let error as IOError: return Errno(rawValue: error.errnoCode).description
    case ChannelError.connectTimeout: return "no answer in time"
    case is ChannelError: return "the connection was closed"
    case is NIOSSLExtraError: return "the certificate is for another name"
    case let error as NIOSSLError:
      // BoringSSL's own name for it; the description holds nothing of ours.
      return "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
        ? "the certificate is not trusted" : "TLS failed"
    default: return "\(type(of: error))"
    }
  }
}
