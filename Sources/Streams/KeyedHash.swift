import Packets

/// Hashes with a secret, so that nobody can choose endpoints that collide.
struct KeyedHash {
  private let key0: UInt64
  private let key1: UInt64

  init(seed: UInt64) {
    var state = seed
    key0 = Self.next(&state)
    key1 = Self.next(&state)
  }

  /// SipHash-1-3 (Aumasson and Bernstein, 2012) of the two endpoints.
  func hash(_ key: ConnectionKey) -> UInt64 {
    let ports = UInt64(key.lower.port) << 16 | UInt64(key.upper.port)
    let lower = key.lower.address
    let upper = key.upper.address
    var state = SipState(key0, key1)
    if lower.isIPv4, upper.isIPv4 {
      state.take(lower.low << 32 | upper.low & 0xffff_ffff)
      return state.finish(ports | 12 << 56)
    }
    state.take(lower.high)
    state.take(lower.low)
    state.take(upper.high)
    state.take(upper.low)
    return state.finish(ports | 36 << 56)
  }

  /// A fingerprint of what a copy of a frame has in common with it, and a retransmission has not.
  ///
  /// Two multiplications with the secret; a collision would only hide a segment that brings nothing
  /// new, see `ConnectionTable`.
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
    return Self.fold(Self.fold(numbers ^ key0, fields ^ key1) ^ times, key0 | 1)
  }

  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let (high, low) = one.multipliedFullWidth(by: other)
    return high ^ low
  }

  /// SplitMix64, to make two keys of one seed.
  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
