/// Text as some host wrote it: any bytes at all, not to be trusted.
///
/// It has no `description`, so that no writer prints it by accident: every sink (terminal, JSON,
/// CSV, …) escapes it in its own way with a function of its own. Secrets never become one.
package struct WireText: Hashable, Sendable {
  /// The bytes, at most what the producer's documented limit let through.
  package var bytes: [UInt8]
  /// How many bytes stood on the wire; more than `bytes.count` when the text was cut.
  package var wireCount: Int

  package init(_ bytes: [UInt8], wireCount: Int? = nil) {
    self.bytes = bytes
    self.wireCount = wireCount ?? bytes.count
  }

  /// A copy of at most `limit` of these bytes.
  package init(_ span: Span<UInt8>, limit: Int) {
    let kept = span.extracting(first: Swift.max(0, Swift.min(limit, span.count)))
    self.init(kept.copy(), wireCount: span.count)
  }

  /// Text of ours, for tests and comparisons.
  package init(_ text: String) { self.init(Array(text.utf8)) }

  package var isEmpty: Bool { bytes.isEmpty }
}
