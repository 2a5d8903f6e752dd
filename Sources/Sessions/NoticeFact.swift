package import Bytes

/// A remark in a tagged OK: a bracketed word that is none of the usual response codes.
///
/// Gmail says `OK Success [THROTTLED]` so.
package struct NoticeFact: Codable, Sendable {
  /// What follows the status.
  package var text: WireText
  package var stamp: Stamp

  package init(text: WireText, stamp: Stamp) {
    self.text = text
    self.stamp = stamp
  }

  /// Response codes that come with success and mean no more (RFC 9051, section 7.1, and kin).
  private static let usual: [[UInt8]] = [
    "CAPABILITY", "READ-WRITE", "READ-ONLY", "APPENDUID", "COPYUID", "UIDVALIDITY", "UIDNEXT",
    "UIDNOTSTICKY", "PERMANENTFLAGS", "UNSEEN", "HIGHESTMODSEQ", "NOMODSEQ", "MODIFIED", "CLOSED",
    "COMPRESSIONACTIVE", "METADATA", "MAILBOXID",
  ].map { Array($0.utf8) }

  /// Whether a tagged OK's text holds such a remark.
  static func isRemark(_ text: [UInt8]) -> Bool {
    guard let bracket = text.firstIndex(of: UInt8(ascii: "[")) else { return false }
    let word = text[(bracket + 1)...].prefix { $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "]") }
    return !usual.contains { $0.elementsEqual(word) }
  }
}
