/// A setting with where it stands.
package struct Setting: Hashable, Sendable {
  /// As PowerShell spells it.
  package var name: String
  package var value: SettingValue
  package var source: RecordSource
}

/// The settings of one object, by name in lower case.
package struct SettingList: Hashable, Sendable {
  private var byName: [String: Setting] = [:]

  package var isEmpty: Bool { byName.isEmpty }

  /// The setting of this name, without regard to case.
  package subscript(name: String) -> Setting? { byName[name.lowercased()] }

  /// All of them, by name.
  package var all: [Setting] { byName.values.sorted { $0.name < $1.name } }

  mutating func add(_ setting: Setting) { byName[setting.name.lowercased()] = setting }
  var count: Int { byName.count }

  /// The words of a setting; nil where it is missing or none.
  func text(_ name: String) -> String? {
    switch self[name]?.value {
    case .text(let text): text
    case .number(let number): "\(number)"
    default: nil
    }
  }
}

/// What `Get-ImapSettings | fl` lists of one server.
package struct ImapSettings: Hashable, Sendable {
  package var server: String?
  package var values: SettingList
}

/// What `Get-ReceiveConnector | fl` lists of one connector.
package struct ReceiveConnector: Hashable, Sendable {
  package var name: String?
  /// The ports that it listens on, as far as its bindings are listed.
  package var ports: [Int]
  package var values: SettingList

  package var maxInboundConnection: Setting? { values["MaxInboundConnection"] }
  package var maxInboundConnectionPerSource: Setting? { values["MaxInboundConnectionPerSource"] }
  package var maxInboundConnectionPercentagePerSource: Setting? {
    values["MaxInboundConnectionPercentagePerSource"]
  }
  package var messageRateLimit: Setting? { values["MessageRateLimit"] }
  package var tarpitInterval: Setting? { values["TarpitInterval"] }

  /// The connections that one address may hold while `open` others are there; nil for no limit, or
  /// where the listing does not say.
  ///
  /// min(PerSource, ⌊percentage / 100 × (MaxInboundConnection − open)⌋): the percentage is of what
  /// is still free (inferred from the cmdlet's reference).
  package func connectionsPerSource(besides open: Int) -> Int? {
    let perSource = maxInboundConnectionPerSource?.value.number
    guard let all = maxInboundConnection?.value.number,
      let percentage = maxInboundConnectionPercentagePerSource?.value.number,
      (0...100).contains(percentage)
    else { return perSource }
    let free = max(0, all - max(0, open))
    let share = free / 100 * percentage + free % 100 * percentage / 100
    return min(perSource ?? .max, share)
  }
}

/// What `Get-ThrottlingPolicy | fl` lists of one policy.
package struct ThrottlingPolicy: Hashable, Sendable {
  package var name: String?
  /// Global, Organization or Regular; Exchange 2010 has no scopes.
  package var scope: String?
  package var values: SettingList

  /// What limits IMAP, of those that are listed.
  package var imap: [Setting] {
    values.all.filter { $0.name.lowercased().hasPrefix("imap") }
  }

  /// Whether the listing shows that the policy sets no budget at all for IMAP.
  ///
  /// A burst or recharge rate in numbers still slows an account down, whatever the cut-off.
  package var leavesIMAPUnlimited: Bool {
    values["IMAPMaxConcurrency"] != nil && imap.allSatisfy(\.value.isUnlimited)
  }
}

/// What `Get-ItemProperty` lists of the store's registry key (`MSExchangeIS\ParametersSystem`).
package struct StoreParameters: Hashable, Sendable {
  package static let serviceSessions = "Maximum Allowed Service Sessions Per User"
  package static let sessions = "Maximum Allowed Sessions Per User"

  package var values: SettingList
}
