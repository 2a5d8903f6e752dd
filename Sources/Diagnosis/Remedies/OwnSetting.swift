/// A setting of software other than Exchange, with what it takes to change it.
struct OwnSetting {
  var name: String
  /// Nil where it ships without a limit.
  var shipped: Int?
  var read: [String]
  /// The line that sets it, before and after the number.
  var before: String
  var after = ""
  var restart: Sentence?
  /// What else to know.
  var note: Sentence?

  /// A setting in a file that an editor opens.
  static func inFile(
    _ name: String, shipped: Int? = nil, file: String, sign: String, restart: Sentence?,
    note: Sentence? = nil
  ) -> OwnSetting {
    OwnSetting(
      name: name, shipped: shipped, read: ["grep -n '\(name)' \(file)"],
      before: "in \(file): \(name)\(sign)", restart: restart, note: note)
  }

  func remedy(of family: ServerFamily, _ context: RemedyContext) -> Remedy {
    let sizing = Sizing(context)
    let setting = VersionTable.Setting(
      owner: family.rawValue, name: name, defaultValue: shipped, range: 1...Sizing.unlimited)
    return Remedy(
      id: "\(family.rawValue)-\(name.lowercased().split(separator: " ").joined(separator: "-"))",
      title: "Raise \(name)",
      because: note.map { "\(sizing.because(setting)). \($0)" } ?? sizing.because(setting),
      read: read, commands: [before + sizing.value(setting) + after], restart: restart,
      verify: read)
  }
}
