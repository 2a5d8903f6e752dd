/// The `class.subject.detail` code at the start of an SMTP reply text (RFC 3463, section 2).
enum EnhancedStatusCode {
  /// The code, if the text begins with one, and the text behind it.
  static func split(_ text: ArraySlice<UInt8>) -> (code: String?, rest: ArraySlice<UInt8>) {
    let word = text.prefix { $0 != UInt8(ascii: " ") }.prefix(12)
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let isCode =
      parts.count == 3
      && parts.allSatisfy { part in
        (1...3).contains(part.count)
          && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
    guard isCode else { return (nil, text) }
    return (String(decoding: word, as: UTF8.self), text.dropFirst(word.count + 1))
  }
}
