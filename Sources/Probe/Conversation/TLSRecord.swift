package import Bytes

/// What became of a TLS handshake.
package struct TLSRecord: Sendable {
  package var time: Interval
  package var outcome: Outcome

  package enum Outcome: Sendable {
    case established(TLSFacts)
    case failed(TLSTrouble)
  }

  package init(_ outcome: Outcome, time: Interval) {
    self.outcome = outcome
    self.time = time
  }

  /// What was agreed on, where the handshake came to its end.
  package var facts: TLSFacts? {
    if case .established(let facts) = outcome { facts } else { nil }
  }
}

/// What a TLS handshake agreed on.
package struct TLSFacts: Sendable {
  /// `TLS 1.2`, `TLS 1.3` …; nil where it is not told.
  package var version: String?
  package var certificate: Certificate?
  /// Whether the certificate's chain leads to a trusted root, its dates included.
  ///
  /// Names are compared apart from it.
  package var isTrusted: Bool

  package init(version: String?, certificate: Certificate?, isTrusted: Bool) {
    self.version = version
    self.certificate = certificate
    self.isTrusted = isTrusted
  }
}

/// Why there is no TLS.
package enum TLSTrouble: Equatable, Sendable {
  /// The certificate's chain does not lead to a trusted root.
  case untrusted
  /// What came is no TLS: a port that speaks in the clear.
  case notTLS
  case closed
  case silent
  /// The library's words, or the server's alert.
  case other(String)

  /// What went wrong, in a few words.
  package var words: String {
    switch self {
    case .untrusted: "the certificate is not trusted"
    case .notTLS: "what the server sends is not TLS"
    case .closed: "the server closes the connection during the handshake"
    case .silent: "the server does not answer the handshake"
    case .other(let words): words
    }
  }
}
