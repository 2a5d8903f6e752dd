/// Names in commands that an administrator pastes: nothing in them may act.
enum CommandArgument {
  /// The name in single quotes as PowerShell reads them, or a placeholder.
  ///
  /// PowerShell takes typographic quotes for plain ones, so they are doubled as well. A name with
  /// anything unprintable, or with a wildcard, never gets into a command.
  static func powerShell(_ name: String?, placeholder: String) -> String {
    guard let name, isPlain(name) else { return "'\(placeholder)'" }
    let doubled = name.map {
      "'\u{2018}\u{2019}\u{201a}\u{201b}".contains($0) ? "\($0)\($0)" : "\($0)"
    }
    return "'" + doubled.joined() + "'"
  }

  /// The name in single quotes as POSIX shells read them, or a placeholder.
  static func shell(_ name: String?, placeholder: String) -> String {
    guard let name, isPlain(name), !name.hasPrefix("-") else { return "'\(placeholder)'" }
    return "'"
      + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }

  private static func isPlain(_ name: String) -> Bool {
    guard (1...256).contains(name.utf8.count) else { return false }
    return name.unicodeScalars.allSatisfy { scalar in
      if scalar.isASCII {
        return (0x20...0x7e).contains(scalar.value) && !"*?[]".unicodeScalars.contains(scalar)
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator, .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
        return false
      default: return !scalar.properties.isDefaultIgnorableCodePoint
      }
    }
  }
}
