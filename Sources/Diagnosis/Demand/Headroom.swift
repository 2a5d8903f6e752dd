import Mail
package import Packets

/// How close an account came to a limit, also on a day without a refusal.
package struct Headroom: Sendable {
  /// Where the limit's value comes from.
  package enum Basis: Hashable, Sendable {
    /// The captures, or the server's words.
    case found
    /// What the software ships with.
    case shipped
    /// Told by the user.
    case told
  }

  package var server: Endpoint
  package var account: String
  /// The most connections that were certainly open at one time.
  package var peak: Int
  package var limit: Int
  package var setting: String
  package var basis: Basis

  /// The share of the limit that was used at the peak.
  package var share: Double { Double(peak) / Double(max(1, limit)) }
  /// From this share on a busier day may meet the limit.
  package static let warningShare = 0.8
  package var isWarning: Bool { share >= Self.warningShare }
}

extension Examination {
  /// How close each account came to the limit on its connections, the closest first.
  func headroom(of signIns: [SignInCase], incidents: [Incident]) -> [Headroom] {
    signIns.compactMap { signIn -> Headroom? in
      guard let account = signIn.account?.user, !signIn.holdings.isEmpty else { return nil }
      let peak = signIn.load.peak
      let found = incidents.first {
        $0.server == signIn.server && $0.account == account && $0.cause == .connectionsPerUser
          && $0.limit?.value != nil
      }?.limit
      let family = families.family(of: signIn.server)
      let shipped = KnownLimits.settings(of: family, for: .connectionsPerUser)
        .first { $0.value > 0 }
      let limit: (value: Int, setting: String, basis: Headroom.Basis)? =
        if let told = options.limit {
          (told, shipped?.setting ?? "limit", .told)
        } else if let found, let value = found.value {
          (value, found.setting, .found)
        } else {
          shipped.map { ($0.value, $0.setting, .shipped) }
        }
      guard let limit else { return nil }
      return Headroom(
        server: signIn.server, account: account, peak: peak, limit: limit.value,
        setting: limit.setting, basis: limit.basis)
    }.sorted { $0.share > $1.share }
  }
}
