/// Several versions in a few words.
extension ServerVersion {
  /// What to call some of the versions that a server may be: `Exchange 2013 and later`.
  ///
  /// Nil where they are all of them, and nothing has to be said.
  static func rangeName(of some: [ServerVersion], among all: [ServerVersion]) -> Sentence? {
    let chosen = all.filter(some.contains)
    guard chosen != all else { return nil }
    var runs: [[ServerVersion]] = []
    var last: Int?
    for (place, version) in all.enumerated() where chosen.contains(version) {
      if last == place - 1, !runs.isEmpty {
        runs[runs.count - 1].append(version)
      } else {
        runs.append([version])
      }
      last = place
    }
    return runs.map { name(ofRun: $0, among: all) }.joined(separator: ", ")
  }

  private static func name(ofRun run: [ServerVersion], among all: [ServerVersion]) -> Sentence {
    guard let first = run.first, let last = run.last else { return "" }
    if run.count == 1 { return Sentence(verbatim: first.name) }
    if run == exchange2010Versions { return Sentence(verbatim: exchange2010.name) }
    let start = first == exchange2010Versions.first ? "Exchange 2010" : first.name
    if last == all.last { return "\(start) and later" }
    let end = last == exchange2010Versions.last ? exchange2010.name : last.name
    let number = end.split(separator: " ").dropFirst().joined(separator: " ")
    return "\(start) to \(number)"
  }
}
