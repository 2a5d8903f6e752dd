import Bytes

/// A line as it may be shown, put together from what is safe of it.
struct ShownLine {
  private var bytes: [UInt8] = []

  init() {}

  /// Words of ours.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// `(what, n bytes)`: stands for what is not shown.
  init(_ what: String, count: Int) {
    self.init()
    append(count: count, of: "\(what), ")
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ text: WireText) { bytes.append(contentsOf: text.bytes) }

  mutating func append(_ span: Span<UInt8>) { bytes.append(span) }

  /// `(n bytes)`, with `prefix` before the number.
  mutating func append(count: Int, of prefix: String = "") {
    append("(\(prefix)\(count) \(count == 1 ? "byte" : "bytes"))")
  }

  /// The line as an event carries it, at most as long as other texts.
  var text: WireText {
    WireText(Array(bytes.prefix(MailLimits.text)), wireCount: bytes.count)
  }
}

extension ShownLine {
  /// A challenge's length, or the server's plain words in its place (`NTLM supported`).
  ///
  /// Base64 holds no spaces and no full stops: short words with either are shown.
  static func challenge(_ payload: Span<UInt8>, shown: WireText, isDialogue: Bool) -> WireText {
    guard !payload.isEmpty else { return shown }
    let isEncoded = Base64.isAlphabetOnly(payload)
    let mayBeWords = !isEncoded || (!isDialogue && payload.count % 4 != 0)
    if payload.count <= 64, mayBeWords { return shown }
    return ShownLine("challenge", count: payload.count).text
  }
}
