/// A setting of software other than Exchange, with what it takes to change it.
struct OwnSetting {
  var name: String
  /// Nil where it ships without a limit.
  var shipped: Int?
  var read: [String]
  /// The line that sets it, before and after the number.
  var before: String
  var after = ""
  var restart: String?
  /// What else to know.
  var note: String?

  /// A setting in a file that an editor opens.
  static func inFile(
    _ name: String, shipped: Int? = nil, file: String, sign: String, restart: String?,
    note: String? = nil
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
      title: "Raise \(name)", because: sizing.because(setting) + (note.map { ". " + $0 } ?? ""),
      read: read, commands: [before + sizing.value(setting) + after], restart: restart,
      verify: read)
  }
}
