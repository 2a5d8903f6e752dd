/// How much of what an incident is about the captures show, and what that does to confidence.
package struct View: Hashable, Sendable {
  /// Client addresses that sign in, or connect, there.
  package var clients: Int
  /// Sessions to the server.
  package var sessions: Int
  /// Those that began before their capture.
  package var begunBefore: Int
  /// Those inside TLS.
  package var encrypted: Int
  /// Those of which the capture lacks bytes.
  package var incomplete: Int
  /// Whether both directions were captured.
  package var hasBothDirections: Bool

  /// Whether the times of all captures can be compared.
  package var areClocksAligned: Bool

  /// What share of an inferred cause's confidence the view leaves, 0 to 1.
  ///
  /// Few clients may be few of many; lost, hidden and earlier sessions may have held what a limit
  /// counts.
  package var trust: Double {
    let all = Double(max(1, sessions))
    var trust = 1 - 0.12 / Double(max(1, clients))
    trust *= 1 - 0.15 * Double(incomplete) / all
    trust *= 1 - 0.2 * Double(encrypted) / all
    if begunBefore > 0 { trust *= 0.97 }
    if !hasBothDirections { trust *= 0.8 }
    if !areClocksAligned { trust *= 0.8 }
    return trust
  }
}
