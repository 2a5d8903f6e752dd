import Packets

/// Hashes with a secret, so that nobody can choose endpoints that collide.
struct KeyedHash {
  private let key0: UInt64
  private let key1: UInt64
  private let key2: UInt64

  init(seed: UInt64) {
    var state = seed
    key0 = Self.next(&state)
    key1 = Self.next(&state)
    // The other factor of a multiplication: never 0.
    key2 = Self.next(&state) | 1
  }

  /// The hash of the two endpoints, folded multiplications with the secret.
  @inline(__always)
  func hash(_ key: ConnectionKey) -> UInt64 {
    let ports = UInt64(key.lower.port) << 16 | UInt64(key.upper.port)
    let lower = key.lower.address
    let upper = key.upper.address
    if lower.high | upper.high == 0 {
      return Self.fold(Self.fold(lower.low ^ key0, upper.low ^ key1) ^ ports, key2)
    }
    let high = Self.fold(lower.high ^ key0, upper.high ^ key1)
    let low = Self.fold(lower.low ^ key1, upper.low ^ key0)
    return Self.fold(Self.fold(high ^ low, key2) ^ ports, key2)
  }

  /// A fingerprint of what a copy of a frame has in common with it, and a retransmission has not.
  ///
  /// Two multiplications with the secret; a collision would only hide a segment that brings nothing
  /// new, see `ConnectionTable`.
  @inline(__always)
  func fingerprint(_ segment: TCPSegment) -> UInt64 {
    let numbers =
      UInt64(segment.sequenceNumber) << 32 | UInt64(segment.acknowledgementNumber)
    let fields =
      UInt64(segment.identification) << 48 | UInt64(segment.window) << 32
      | UInt64(segment.checksum) << 16 | UInt64(segment.flags.rawValue)
    var times = UInt64(truncatingIfNeeded: segment.payloadWireCount)
    if let timestamps = segment.timestamps {
      times ^= (UInt64(timestamps.value) << 32 | UInt64(timestamps.echoReply)) &+ 1 << 17
    }
    return Self.fold(Self.fold(numbers ^ key0, fields ^ key1) ^ times, key2)
  }

  @inline(__always)
  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let (high, low) = one.multipliedFullWidth(by: other)
    return high ^ low
  }

  /// SplitMix64, to make several keys of one seed.
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
