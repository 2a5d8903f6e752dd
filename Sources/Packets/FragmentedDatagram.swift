import Bytes

/// The fragments of one datagram as far as they have come.
///
/// What came first wins. Places are kept in units of 8 bytes, as fragments do (RFC 791), so adding
/// a fragment costs as much as its length, however many there are.
struct FragmentedDatagram {
  /// What a fragment turned out to be.
  enum Addition {
    /// It brought bytes that were missing, or the datagram's end.
    case taken
    /// It brought nothing new and nothing different.
    case repeated
    /// It contradicts where the datagram ends.
    case contradictory
  }

  /// The bytes at their places; zero where they are missing.
  private(set) var bytes: [UInt8] = []
  /// The time to live or hop limit of the first fragment.
  private(set) var hopLimit: UInt8 = 0
  /// The protocol that the first fragment names.
  private(set) var ipProtocol: UInt8 = 0
  private var hasFirst = false
  /// Whether fragments overlapped without being copies of each other.
  private(set) var isOverlapping = false
  /// One bit a unit: whether a fragment has covered it.
  private var coverage: [UInt64] = []
  private var coveredUnits = 0
  /// The end of the farthest fragment.
  private var farthestEnd = 0
  /// The datagram's length, known from its last fragment.
  private var length: Int?
  /// The first byte that was on the wire but not captured.
  private var cut = Int.max

  var isComplete: Bool {
    guard let length else { return false }
    return coveredUnits == Self.units(length)
  }

  /// What it occupies.
  var footprint: Int { bytes.capacity + coverage.capacity * 8 }

  private static func units(_ byteCount: Int) -> Int { (byteCount + 7) / 8 }

  /// Adds the `payload` of a fragment that had `wireCount` bytes on the wire.
  ///
  /// The caller has checked that it ends within 64 KiB, and in a whole unit unless it is the last.
  mutating func add(
    _ payload: Span<UInt8>, wireCount: Int, at start: Int, isLast: Bool
  ) -> Addition {
    let end = start + wireCount
    let tellsLength = isLast && length == nil
    if let length {
      guard isLast ? end == length : end <= length else { return .contradictory }
    } else if isLast {
      guard end >= farthestEnd else { return .contradictory }
      length = end
    }
    farthestEnd = max(farthestEnd, end)
    makeRoom(for: start + payload.count, units: Self.units(end))
    return fill(payload, at: start, wireEnd: end, isNew: tellsLength)
  }

  /// Keeps what the header of the fragment at the datagram's start says, once.
  mutating func setFirst(hopLimit: UInt8, ipProtocol: UInt8) {
    guard !hasFirst else { return }
    hasFirst = true
    self.hopLimit = hopLimit
    self.ipProtocol = ipProtocol
  }

  /// Hands over the complete datagram, up to the first byte that was not captured.
  mutating func take() -> ReassembledDatagram {
    var whole = bytes
    bytes = []
    coverage = []
    if whole.count > cut { whole.removeLast(whole.count - cut) }
    return ReassembledDatagram(
      bytes: whole, wireCount: length ?? whole.count, ipProtocol: ipProtocol, hopLimit: hopLimit)
  }

  private mutating func makeRoom(for byteCount: Int, units: Int) {
    if bytes.count < byteCount {
      bytes += [UInt8](repeating: 0, count: byteCount - bytes.count)
    }
    let words = (units + 63) / 64
    if coverage.count < words {
      coverage += [UInt64](repeating: 0, count: words - coverage.count)
    }
  }

  /// Copies what is missing, run by run, and compares the rest.
  ///
  /// `isNew` says that the fragment is no copy of another, even if it brings no missing byte.
  private mutating func fill(
    _ payload: Span<UInt8>, at start: Int, wireEnd: Int, isNew: Bool
  ) -> Addition {
    var unit = start / 8
    let unitEnd = Self.units(wireEnd)
    var isNew = isNew
    var isDifferent = false
    var isOld = false
    while unit < unitEnd {
      let runStart = unit
      let isCovered = isCovered(unit)
      repeat { unit += 1 } while unit < unitEnd && self.isCovered(unit) == isCovered
      let range = (runStart * 8)..<min(unit * 8, wireEnd)
      if isCovered {
        isOld = true
        isDifferent = isDifferent || !isSame(payload, at: start, in: range)
      } else {
        isNew = true
        cover(runStart..<unit)
        copy(payload, at: start, in: range)
      }
    }
    if isDifferent || (isNew && isOld) { isOverlapping = true }
    return isNew ? .taken : .repeated
  }

  private func isCovered(_ unit: Int) -> Bool { coverage[unit / 64] >> (unit % 64) & 1 == 1 }

  private mutating func cover(_ units: Range<Int>) {
    for unit in units { coverage[unit / 64] |= 1 << (unit % 64) }
    coveredUnits += units.count
  }

  private mutating func copy(_ payload: Span<UInt8>, at start: Int, in range: Range<Int>) {
    let captured = min(range.upperBound, start + payload.count)
    if captured < range.upperBound { cut = min(cut, max(captured, range.lowerBound)) }
    guard captured > range.lowerBound else { return }
    let source = payload.extracting((range.lowerBound - start)..<(captured - start))
    var target = bytes.mutableSpan
    for index in source.indices { target[range.lowerBound + index] = source[index] }
  }

  /// Whether the captured part of a repeated run is the same; behind the cut nothing is known.
  private func isSame(_ payload: Span<UInt8>, at start: Int, in range: Range<Int>) -> Bool {
    let end = min(range.upperBound, start + payload.count, cut)
    guard end > range.lowerBound else { return true }
    let old = bytes.span.extracting(range.lowerBound..<end)
    return payload.extracting((range.lowerBound - start)..<(end - start)).isEqual(to: old)
  }
}
