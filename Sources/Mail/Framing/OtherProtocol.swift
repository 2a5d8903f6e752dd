import Bytes

/// Tells by its first line that a side speaks neither IMAP nor SMTP.
enum OtherProtocol {
  private static let methods = ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "CONNECT "]

  /// Whether `line` is an HTTP request line: method, target, `HTTP/1.` (RFC 9112, section 3).
  static func isHTTPRequest(_ line: Span<UInt8>) -> Bool {
    guard let method = methods.first(where: { line.hasPrefix($0) }) else { return false }
    for start in method.utf8.count..<line.count {
      if line.hasPrefix(" HTTP/1.", at: start) { return true }
      if line[start] == .carriageReturn { return false }
    }
    return false
  }

  /// Whether `line` is an SSH identification (RFC 4253, section 4.2).
  static func isSSHBanner(_ line: Span<UInt8>) -> Bool { line.hasPrefix("SSH-2.0-") }
}
