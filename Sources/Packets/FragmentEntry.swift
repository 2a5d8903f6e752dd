import Bytes

/// One datagram in a `FragmentTable`.
struct FragmentEntry {
  enum State {
    case collecting
    /// The first fragment shows that nothing of interest is in it.
    case unwanted
    /// It was put together.
    case done
    /// It was given up.
    case closed
  }

  /// How many fragments are remembered, the latest: all of a datagram, where none is tiny.
  private static let fingerprintLimit = 64
  /// How long late copies of a completed datagram's fragments are expected.
  private static let copiesTimeout = Interval.seconds(1)

  let key: FragmentKey
  /// When the first fragment came, or when the datagram was complete.
  var time: Timestamp
  var state = State.collecting
  var datagram = FragmentedDatagram()
  private var fingerprints: [UInt64] = []
  private var fragmentCount = 0

  init(key: FragmentKey, time: Timestamp) {
    self.key = key
    self.time = time
  }

  /// Whether its time is farther off than `limit`, either way.
  ///
  /// A capture's clock may jump; what a jump ahead brought in would otherwise never age.
  func isOlder(than limit: Interval, at now: Timestamp) -> Bool {
    now.since(time).nanoseconds.magnitude > limit.nanoseconds.magnitude
  }

  /// Whether this fragment is a second copy of one that the completed datagram was made from.
  ///
  /// Another one with its number is the next datagram: 16 bits come round fast (RFC 6864).
  func isLateCopy(_ arrival: FragmentArrival) -> Bool {
    !isOlder(than: Self.copiesTimeout, at: arrival.time)
      && fingerprints.contains(arrival.fingerprint)
  }

  mutating func remember(_ fingerprint: UInt64) {
    if fragmentCount < Self.fingerprintLimit {
      fingerprints.append(fingerprint)
    } else {
      fingerprints[fragmentCount % Self.fingerprintLimit] = fingerprint
    }
    fragmentCount += 1
  }

  /// Frees what it holds.
  mutating func clear() {
    state = .closed
    datagram = FragmentedDatagram()
    fingerprints = []
    fragmentCount = 0
  }
}

/// What the table asks about a fragment that has come.
struct FragmentArrival {
  var key: FragmentKey
  var time: Timestamp
  /// Whether it is the first one of its datagram by place.
  var isStart: Bool
  /// Whether anything of interest can be in the datagram, by what this fragment shows.
  var isWanted: Bool
  var fingerprint: UInt64
}

extension Span where Element == UInt8 {
  /// A number that other bytes hardly share, and that nobody can aim at without the seed.
  func fingerprint(seed: UInt64) -> UInt64 {
    var mixed = seed ^ UInt64(count)
    let wholeWords = count / 8
    for index in 0..<wholeWords {
      let word: UInt64 = extracting((index * 8)..<(index * 8 + 8)).littleEndian(at: 0)
      mixed = (mixed ^ word) &* 0x9e37_79b9_7f4a_7c15
      mixed ^= mixed >> 29
    }
    for index in (wholeWords * 8)..<count {
      mixed = (mixed ^ UInt64(self[index])) &* 0x9e37_79b9_7f4a_7c15
    }
    return mixed ^ mixed >> 32
  }
}
