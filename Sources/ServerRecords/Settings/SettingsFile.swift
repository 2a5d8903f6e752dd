/// Reads listings of Exchange's settings; which they are shows in the names of their settings.
enum SettingsFile {
  /// What one file lists.
  struct Settings {
    var imap: [ImapSettings] = []
    var connectors: [ReceiveConnector] = []
    var policies: [ThrottlingPolicy] = []
    var store: [StoreParameters] = []

    var isEmpty: Bool {
      imap.isEmpty && connectors.isEmpty && policies.isEmpty && store.isEmpty
    }
  }

  static let formats =
    "a listing by Get-ImapSettings, Get-ReceiveConnector or Get-ThrottlingPolicy with '| fl'"

  static func settings(of input: inout RecordInput) throws(RecordProblem) -> Settings {
    let reader = ListingReader(input)
    var settings = Settings()
    for object in reader.objects { add(object, to: &settings, &input) }
    if reader.dropped > 0 {
      input.problems.add(
        line: 1,
        expected: "at most \(input.limits.objects) objects of"
          + " \(input.limits.settingsOfObject) settings",
        found: "\(reader.dropped) more, which are not used")
    }
    guard !settings.isEmpty else { throw input.nothing(expected: formats) }
    return settings
  }

  private static func add(
    _ object: ListingReader.Object, to settings: inout Settings, _ input: inout RecordInput
  ) {
    let values = object.settings
    if isReceiveConnector(values) {
      check(values, numbersIn: connectorNumbers, &input)
      settings.connectors.append(
        ReceiveConnector(
          name: values.text("Name") ?? values.text("Identity"),
          ports: ports(values.text("Bindings") ?? ""), values: values))
    } else if isThrottlingPolicy(values) {
      settings.policies.append(
        ThrottlingPolicy(
          name: values.text("Name") ?? values.text("Identity"),
          scope: values.text("ThrottlingPolicyScope"), values: values))
    } else if isIMAP(object) {
      check(values, numbersIn: imapNumbers, &input)
      settings.imap.append(
        ImapSettings(
          server: values.text("Server") ?? values.text("OriginatingServer"), values: values))
    } else if values[StoreParameters.serviceSessions] != nil
      || values[StoreParameters.sessions] != nil
    {
      settings.store.append(StoreParameters(values: values))
    }
  }

  private static let imapNumbers = [
    "MaxConnections", "MaxConnectionFromSingleIP", "MaxConnectionsPerUser", "MaxCommandSize",
  ]
  private static let connectorNumbers = [
    "MaxInboundConnection", "MaxInboundConnectionPerSource",
    "MaxInboundConnectionPercentagePerSource", "MessageRateLimit",
  ]

  private static func isReceiveConnector(_ values: SettingList) -> Bool {
    connectorNumbers.dropLast().contains { values[$0] != nil } || values["TarpitInterval"] != nil
      || values["PermissionGroups"] != nil
  }

  private static func isThrottlingPolicy(_ values: SettingList) -> Bool {
    values["ThrottlingPolicyScope"] != nil
      || values.all.contains { $0.name.lowercased().hasSuffix("maxconcurrency") }
  }

  /// POP3's settings have the same names: the protocol's name or the command tells them apart.
  private static func isIMAP(_ object: ListingReader.Object) -> Bool {
    guard imapNumbers.contains(where: { object.settings[$0] != nil }) else { return false }
    if let spoken = object.settings.text("ProtocolName") {
      return spoken.uppercased().hasPrefix("IMAP")
    }
    return object.command != "get-popsettings"
  }

  /// Says where a number or `unlimited` should stand and something else does.
  private static func check(
    _ values: SettingList, numbersIn names: [String], _ input: inout RecordInput
  ) {
    for setting in names.compactMap({ values[$0] }) {
      switch setting.value {
      case .number, .unlimited, .empty: continue
      case .interval, .text:
        input.problems.add(
          line: setting.source.line, expected: "a number or 'unlimited' for \(setting.name)",
          found: "something else")
      }
    }
  }

  /// The ports of bindings such as `{0.0.0.0:25, [::]:25}`.
  private static func ports(_ bindings: String) -> [Int] {
    let parts = bindings.split { "{}, ".contains($0) }
    let ports = parts.prefix(64).compactMap { part in
      part.lastIndex(of: ":").flatMap { Int(part[part.index(after: $0)...]) }
    }
    return Set(ports.filter { (1...65_535).contains($0) }).sorted()
  }
}
