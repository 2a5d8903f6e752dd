/// A setting of software other than Exchange, with what it takes to change it.
struct OwnSetting {
  var name: String
  /// Nil where it ships without a limit.
  var shipped: Int?
  var read: [CommandLine]
  /// Where the line stands that sets it; nil where it is a command.
  var place: Sentence?
  /// That line, before and after the number.
  var before: Sentence
  var after = ""
  /// What to call it where its name is no more than a label of a window.
  var label: Sentence?
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
      place: "in \(file)", before: Sentence(verbatim: name + sign), restart: restart, note: note)
  }

  func remedy(of family: ServerFamily, _ context: RemedyContext) -> Remedy {
    let sizing = Sizing(context)
    let setting = VersionTable.Setting(
      owner: family.rawValue, name: name, defaultValue: shipped, range: 1...Sizing.unlimited)
    let line: Sentence = "\(before)\(sizing.value(setting))\(after)"
    return Remedy(
      id: "\(family.rawValue)-\(name.lowercased().split(separator: " ").joined(separator: "-"))",
      title: "Raise \(label ?? Sentence(verbatim: name))",
      because: note.map { "\(sizing.because(setting)). \($0)" } ?? sizing.because(setting),
      read: read, commands: [CommandLine(words: place.map { "\($0): \(line)" } ?? line)],
      restart: restart,
      verify: read)
  }
}
