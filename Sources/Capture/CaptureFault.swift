/// What stopped the reading of a capture, before the file's name is known.
struct CaptureFault: Error, Equatable {
  var kind: CaptureError.Kind
  var offset: Int?
  var expected: String
  var found: String

  init(_ kind: CaptureError.Kind, at offset: Int? = nil, expected: String, found: String) {
    self.kind = kind
    self.offset = offset
    self.expected = expected
    self.found = found
  }

  /// Whether the file itself failed, not what stands in it: the offset counts in the file.
  var isOfSource: Bool {
    switch kind {
    case .readFailed, .truncatedGzip, .badGzip: true
    default: false
    }
  }
}
