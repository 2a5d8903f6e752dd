import Bytes

/// A tag as something to compare: exact up to sixteen bytes, a keyed hash beyond.
struct TagKey: Hashable {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count: Int

  init(_ tag: Span<UInt8>) {
    count = tag.count
    guard count <= PackedWord.maximumCount else {
      var hasher = Hasher()
      for index in tag.indices { hasher.combine(tag[index]) }
      low = UInt64(bitPattern: Int64(hasher.finalize()))
      return
    }
    for index in tag.indices {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(tag[index])
    }
  }
}
