/// Takes apart what `Format-List` writes: `Name : value`, wrapped values, one object after another.
///
/// An object ends at a blank line, or where a name comes again. Prompts, headings and other lines
/// around the listings are passed over.
struct ListingReader {
  /// One object of a listing.
  struct Object {
    var line: Int
    var settings = SettingList()
    /// The command whose output it is, in lower case, where the prompt's line is there too.
    var command: String?
  }

  private let limits: RecordLimits
  private let file: Int
  private(set) var objects: [Object] = []
  private(set) var dropped = 0
  private var open: Object?
  private var pending: (name: String, value: [UInt8], line: Int)?
  private var command: String?

  init(_ input: RecordInput) {
    limits = input.limits
    file = input.file
    var lines = LineReader(input.text)
    while let line = lines.next() { take(line, lines.number) }
    close()
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) {
    if line.trimmed.isEmpty {
      // An empty value's line ends in blanks, a wrapped value has no blank lines in it.
      close()
    } else if let (name, value) = Self.pair(line) {
      begin(name, value, number)
    } else if line.first?.isBlank == true, let wrapped = pending {
      guard wrapped.value.count < limits.valueBytes else { return }
      let isCut = wrapped.value.isEmpty || wrapped.value.last == UInt8(ascii: "-")
      pending?.value += (isCut ? [] : [0x20]) + line.trimmed
    } else if let command = Self.command(line) {
      close()
      self.command = command
    }
  }

  private mutating func begin(
    _ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, _ line: Int
  ) {
    finishSetting()
    let name = name.text(limit: 128)
    if open?.settings[name] != nil { close() }
    if open == nil { open = Object(line: line, command: command) }
    pending = (name, Array(value.prefix(limits.valueBytes)), line)
  }

  private mutating func finishSetting() {
    guard let done = pending else { return }
    pending = nil
    guard let count = open?.settings.count, count < limits.settingsOfObject else {
      dropped += 1
      return
    }
    open?.settings.add(
      Setting(
        name: done.name, value: SettingValue(done.value[...], limit: limits.valueBytes),
        source: RecordSource(file: file, line: done.line)))
  }

  private mutating func close() {
    finishSetting()
    guard let object = open else { return }
    open = nil
    if objects.count < limits.objects { objects.append(object) } else { dropped += 1 }
  }

  /// `Name<blanks>: value`, from the line's start; names are letters, digits, blanks and a few marks.
  private static func pair(
    _ line: ArraySlice<UInt8>
  ) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)? {
    guard let first = line.first, first.isLetter,
      let colon = line.prefix(128).firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[colon - 1].isBlank
    else { return nil }
    let name = line[..<colon].trimmed
    let isName = name.allSatisfy {
      $0.isLetter || $0.isDigit || $0 == 0x20 || "_-.".utf8.contains($0)
    }
    return isName ? (name, line[(colon + 1)...].trimmed) : nil
  }

  /// The cmdlet in a prompt's line (`[PS] C:\>Get-PopSettings | fl`).
  private static func command(_ line: ArraySlice<UInt8>) -> String? {
    guard let start = line.prefix(512).firstIndex(ofWord: "get-") else { return nil }
    let word = line[start...].prefix { $0.isLetter || $0 == UInt8(ascii: "-") }
    return word.text(limit: 64).lowercased()
  }
}
