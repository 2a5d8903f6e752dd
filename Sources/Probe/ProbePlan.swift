package import Sessions

/// What a probe is to do.
package struct ProbePlan: Sendable {
  /// When TLS begins.
  package enum Encryption: String, Sendable {
    case none
    /// After the greeting, when the server agrees (RFC 9051, section 6.2.1; RFC 3207).
    case startTLS = "starttls"
    /// From the first byte (RFC 8314).
    case implicit
  }

  /// Which addresses of a name are tried.
  package enum Family: Sendable {
    case any
    case v4
    case v6
  }

  package var host: String
  package var port: UInt16
  /// What the server is taken to speak whatever it says; nil lets its greeting decide.
  package var forcedProtocol: MailProtocol?
  package var encryption: Encryption
  package var family = Family.any
  /// Seconds that each step may take.
  package var timeout = 10
  /// Connections that are opened and held together.
  package var connections = 1
  /// Certificates in PEM that are trusted beside the system's.
  package var authorities: [UInt8] = []
  package var limits = ProbeLimits()

  package init(host: String, port: UInt16, encryption: Encryption) {
    self.host = host
    self.port = port
    self.encryption = encryption
  }

  /// A plan with what the port, the protocol and TLS leave open filled in: 143 for IMAP, 25 for
  /// SMTP, 993 and 465 where they begin with TLS.
  package init(
    target: ProbeTarget, protocol forced: MailProtocol?, implicitTLS: Bool, startTLS: Bool
  ) {
    let isSMTP = forced == .smtp
    let port = target.port ?? (implicitTLS ? (isSMTP ? 465 : 993) : (isSMTP ? 25 : 143))
    let isTLSPort = port == 993 || port == 465
    self.init(
      host: target.host, port: port,
      encryption: startTLS ? .startTLS : implicitTLS || isTLSPort ? .implicit : .none)
    forcedProtocol = forced
  }

  /// What the port suggests; the greeting may say otherwise.
  package var usualProtocol: MailProtocol? {
    switch port {
    case 143, 993: .imap
    case 25, 465, 587: .smtp
    default: nil
    }
  }
}

/// The bounds that keep a hostile server from costing memory or time.
///
/// Time is bounded by the time-out of each step; there are at most twelve steps a connection.
package struct ProbeLimits: Sendable {
  /// Bytes of a line, its end included; a longer one is skipped and told of.
  package var line = 8_192
  /// Lines that a server may send on one connection.
  package var lines = 1_000
  /// Bytes that a server may send on one connection.
  package var bytes = 65_536
  /// Addresses of a name that are tried.
  package var addresses = 8

  package init() {}
}
