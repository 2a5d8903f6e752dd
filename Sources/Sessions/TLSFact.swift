package import Bytes
package import Mail

/// How far a TLS handshake came, as far as it can be read without a key.
package struct TLSFact: Codable, Sendable {
  /// An alert that was sent in the clear.
  package struct Alert: Codable, Hashable, Sendable {
    package var side: Side
    package var alert: TLSAlert
    package var stamp: Stamp

    package init(side: Side, alert: TLSAlert, stamp: Stamp) {
      self.side = side
      self.alert = alert
      self.stamp = stamp
    }
  }

  package var clientHello: Stamp?
  package var serverHello: Stamp?
  /// Whether the client sent ClientKeyExchange: TLS 1.2 or older.
  package var hasKeyExchange = false
  /// Sides that sent an encrypted record other than an alert.
  package var sentData = PerSide(both: false)
  /// The first alerts, at most four.
  package var alerts: [Alert] = []

  package init() {}

  /// Whether the client accepted what the server showed.
  ///
  /// In TLS 1.3 the server's certificate is encrypted already, so that its records tell nothing;
  /// the client's do.
  package var reachedData: Bool { sentData.client || (sentData.server && hasKeyExchange) }

  mutating func note(_ type: TLSHandshakeType, from side: Side, at stamp: Stamp) {
    switch (side, type) {
    case (.client, .clientHello): clientHello = clientHello ?? stamp
    case (.server, .serverHello): serverHello = serverHello ?? stamp
    case (.client, .clientKeyExchange): hasKeyExchange = true
    default: break
    }
  }

  mutating func note(_ alert: TLSAlert, from side: Side, at stamp: Stamp) {
    if alerts.count < 4 { alerts.append(Alert(side: side, alert: alert, stamp: stamp)) }
  }
}
