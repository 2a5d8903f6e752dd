import Bytes

/// Client bytes behind DATA that wait for the server's answer to it.
struct EarlyData {
  private(set) var bytes: [UInt8] = []
  /// The first byte that still waits.
  private(set) var start = 0

  var count: Int { bytes.count - start }

  mutating func append(_ span: Span<UInt8>) {
    if start > bytes.count / 2 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(span)
  }

  /// Takes all of it out; the caller puts back what has to wait again.
  mutating func take() -> EarlyData {
    let taken = self
    self = EarlyData()
    return taken
  }

  /// Waits again, from a later byte on.
  mutating func putBack(_ taken: consuming EarlyData, from start: Int) {
    guard start < taken.bytes.count else { return }
    taken.start = start
    self = taken
  }
}
