import Bytes

/// Capabilities as an event lists them: in upper case, bounded in number and length.
struct CapabilityList {
  private(set) var words: [String] = []

  /// Adds a capability, unless there are `limit` already.
  mutating func add(_ word: Span<UInt8>, limit: Int, dropped: inout Int) {
    guard words.count < limit else {
      dropped += 1
      return
    }
    let kept = word.extracting(0..<Swift.min(word.count, MailLimits.capability))
    words.append(String(upperCasingLatin1: kept))
  }
}
