/// The parameters and registry values of each version that remedies set (knowledge base, section A).
enum VersionTable {
  /// A setting as one version has it.
  struct Setting: Hashable, Sendable {
    /// The cmdlet, registry key or file that holds it.
    var owner: String
    var name: String
    /// Nil where the default is no number, or none at all.
    var defaultValue: Int?
    var range: ClosedRange<Int>
    /// Words that stand for "no limit".
    var words: [String] = []
  }

  static let storeKey =
    #"HKLM:\SYSTEM\CurrentControlSet\Services\MSExchangeIS\ParametersSystem"#
  static let serviceSessions = "Maximum Allowed Service Sessions Per User"
  static let sessions = "Maximum Allowed Sessions Per User"

  static func setting(_ name: String, of owner: String, on version: ServerVersion) -> Setting? {
    settings(on: version).first { $0.owner == owner && $0.name == name }
  }

  /// All that an installed Exchange has; nothing for other software.
  static func settings(on version: ServerVersion) -> [Setting] {
    guard ServerVersion.exchangeVersions.contains(version) else { return [] }
    return imap(version) + store(version) + throttling(version) + connectors(version)
  }

  private static func imap(_ version: ServerVersion) -> [Setting] {
    let isNew = version.isExchange(from: .exchange2013)
    let is2007 = version == .exchange2007
    let unlimited = 2_147_483_647
    let top = isNew ? unlimited : 25_000
    func setting(_ name: String, _ value: Int, _ range: ClosedRange<Int>) -> Setting {
      Setting(owner: "Set-ImapSettings", name: name, defaultValue: value, range: range)
    }
    let limits = [
      setting("MaxConnections", isNew ? unlimited : 2_000, 1...top),
      setting(
        "MaxConnectionFromSingleIP", isNew ? unlimited : is2007 ? 20 : 2_000,
        1...(is2007 ? 1_000 : top)),
      setting("MaxConnectionsPerUser", is2007 ? 10 : 16, 1...(is2007 ? 1_000 : top)),
      setting("MaxCommandSize", 10_240, 1_024...16_384),
      Setting(
        owner: "Set-ImapSettings", name: "LoginType", range: 1...3,
        words: ["PlainTextLogin", "PlainTextAuthentication", "SecureLogin"]),
    ]
    guard !is2007 else { return limits }
    return limits + [
      Setting(
        owner: "Set-ImapSettings", name: "EnableGSSAPIAndNTLMAuth", range: 0...1,
        words: ["$true", "$false"])
    ]
  }

  private static func store(_ version: ServerVersion) -> [Setting] {
    var settings = [
      Setting(owner: storeKey, name: sessions, defaultValue: 32, range: 1...64_000)
    ]
    if version != .exchange2007 {
      settings.append(
        Setting(owner: storeKey, name: serviceSessions, defaultValue: 16, range: 1...64_000))
    }
    for (name, value) in [("objtMessage", 250), ("objtFolder", 500), ("objtStream", 250)] {
      settings.append(
        Setting(
          owner: storeKey + #"\MaxObjsPerMapiSession"#, name: name, defaultValue: value,
          range: 1...500_000))
    }
    return settings
  }

  /// Section A3: percentages and CPUStartPercent exist on 2010 only, bursts from 2013 on.
  private static func throttling(_ version: ServerVersion) -> [Setting] {
    guard version != .exchange2007 else { return [] }
    let isNew = version.isExchange(from: .exchange2013)
    var names = ["MessageRateLimit", "RecipientRateLimit"]
    if isNew {
      names += ["ImapMaxConcurrency", "RcaMaxConcurrency", "CpaMaxConcurrency"]
      names += ["ImapMaxBurst", "ImapRechargeRate", "ImapCutoffBalance"]
      names += ["RcaMaxBurst", "RcaRechargeRate", "RcaCutoffBalance"]
    } else {
      names += ["IMAPMaxConcurrency", "RCAMaxConcurrency"]
      for part in ["IMAP", "RCA"] {
        names += ["AD", "CAS", "MailboxRPC"].map { "\(part)PercentTimeIn\($0)" }
      }
      names.append("CPUStartPercent")
    }
    if version != .exchange2010RTM, !isNew {
      names += ["CPAMaxConcurrency", "CPAPercentTimeInCAS", "CPAPercentTimeInMailboxRPC"]
    }
    return names.map {
      Setting(
        owner: "Set-ThrottlingPolicy", name: $0, range: 0...2_147_483_647,
        words: isNew ? ["unlimited"] : ["$null"])
    }
  }

  private static func connectors(_ version: ServerVersion) -> [Setting] {
    let limits: [(String, Int?, ClosedRange<Int>)] = [
      ("MaxInboundConnection", 5_000, 1...2_147_483_647),
      ("MaxInboundConnectionPerSource", 20, 1...10_000),
      ("MaxInboundConnectionPercentagePerSource", 2, 1...100),
      ("MessageRateLimit", 5, 1...2_147_483_647),
    ]
    return limits.map {
      Setting(
        owner: "Set-ReceiveConnector", name: $0.0, defaultValue: $0.1, range: $0.2,
        words: ["unlimited"])
    }
  }
}
