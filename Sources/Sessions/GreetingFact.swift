package import Bytes

/// The server's first line.
package struct GreetingFact: Codable, Sendable {
  /// What it says: IMAP all after `* `, SMTP the banner's first line after code and separator.
  package var text: WireText
  /// Whether it turns the client away (BYE, 4xx, 5xx).
  package var isRefusal: Bool
  /// SMTP's reply code.
  package var code: Int?
  package var stamp: Stamp

  package init(
    text: WireText, isRefusal: Bool, code: Int? = nil, stamp: Stamp
  ) {
    self.text = text
    self.isRefusal = isRefusal
    self.code = code
    self.stamp = stamp
  }
}
