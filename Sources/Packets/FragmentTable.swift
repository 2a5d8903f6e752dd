import Bytes

/// The datagrams of which some fragments have come and some have not.
///
/// Bounded in datagrams and in bytes, oldest out first, and in capture time. A completed datagram
/// is remembered for a second, because a span port's second copies come within milliseconds.
struct FragmentTable {
  private enum State {
    case collecting
    /// The first fragment shows that nothing of interest is in it.
    case unwanted
    /// It was put together.
    case done
    /// It was given up, or its key has come up anew.
    case closed
  }

  private struct Entry {
    var key: FragmentKey
    /// When the first fragment came, or when the datagram was complete.
    var time: Timestamp
    var state = State.collecting
    var datagram = FragmentedDatagram()

    /// Whether its time is farther off than `limit`, either way.
    ///
    /// A capture's clock may jump; what a jump ahead brought in would otherwise never age.
    func isOlder(than limit: Interval, at now: Timestamp) -> Bool {
      now.since(time).nanoseconds.magnitude > limit.nanoseconds.magnitude
    }
  }

  /// How long late copies of a completed datagram's fragments are expected.
  private static let copiesTimeout = Interval.seconds(1)

  private(set) var statistics = FragmentStatistics()
  private let capacity: Int
  private let byteLimit: Int
  private let timeout: Interval
  /// The entries in a ring: number n is at n modulo `capacity`, so the oldest is next to go.
  private var ring: [Entry] = []
  private var oldest = 0
  private var next = 0
  private var numbers: [FragmentKey: Int] = [:]
  private var heldBytes = 0

  init(limits: PacketLimits) {
    capacity = max(1, limits.datagrams)
    byteLimit = limits.fragmentBytes
    timeout = limits.fragmentTimeout
  }

  /// Adds a fragment; returns the datagram when that completes it, and else throws why not.
  mutating func insert(
    _ fragment: Fragment, of ip: IPHeader, payload: Span<UInt8>, wireCount: Int, time: Timestamp
  ) throws(PacketDrop) -> ReassembledDatagram {
    statistics.fragments += 1
    expire(at: time)
    // Nothing of no use is held: this throws for a protocol that is not decoded.
    let layer = try Layer(ipProtocol: fragment.ipProtocol, isIPv6: ip.isIPv6)
    let isWhole = fragment.isLast || wireCount % 8 == 0
    guard wireCount > 0, isWhole, fragment.start + wireCount <= 65_535 else {
      statistics.malformed += 1
      throw .fragmentDropped
    }
    let number = try number(for: FragmentKey(fragment, of: ip), at: time)
    if fragment.units == 0, !layer.isWanted(startingWith: payload) {
      close(number, as: \.unwanted)
      ring[number % capacity].state = .unwanted
      throw .notTCP
    }
    try add(fragment, of: ip, payload: payload, wireCount: wireCount, to: number)
    return take(number, at: time)
  }

  /// Gives up what waits.
  mutating func finish() {
    while oldest < next { dropOldest(as: \.timedOut) }
  }

  private mutating func add(
    _ fragment: Fragment, of ip: IPHeader, payload: Span<UInt8>, wireCount: Int, to number: Int
  ) throws(PacketDrop) {
    let slot = number % capacity
    let before = ring[slot].datagram.footprint
    let wasOverlapping = ring[slot].datagram.isOverlapping
    let addition = ring[slot].datagram.add(
      payload, wireCount: wireCount, at: fragment.start, isLast: fragment.isLast)
    heldBytes += ring[slot].datagram.footprint - before
    if ring[slot].datagram.isOverlapping, !wasOverlapping { statistics.overlapping += 1 }
    switch addition {
    case .contradictory:
      statistics.malformed += 1
      throw .fragmentDropped
    case .repeated:
      statistics.repeated += 1
      throw .fragmentRepeated
    case .taken:
      if fragment.units == 0 {
        ring[slot].datagram.setFirst(hopLimit: ip.hopLimit, ipProtocol: fragment.ipProtocol)
      }
    }
    guard !ring[slot].datagram.isComplete else { return }
    while heldBytes > byteLimit, oldest < next { dropOldest(as: \.evicted) }
    throw .fragmentHeld
  }

  /// The number of the entry that collects this datagram, a new one where there is none.
  private mutating func number(for key: FragmentKey, at time: Timestamp) throws(PacketDrop) -> Int {
    guard let number = numbers[key] else { return open(key, at: time) }
    let entry = ring[number % capacity]
    switch entry.state {
    case .collecting where entry.isOlder(than: timeout, at: time):
      close(number, as: \.timedOut)
      return open(key, at: time)
    case .collecting:
      return number
    case .unwanted where !entry.isOlder(than: timeout, at: time):
      throw .notTCP
    case .done where !entry.isOlder(than: Self.copiesTimeout, at: time):
      statistics.repeated += 1
      throw .fragmentRepeated
    case .unwanted, .done, .closed:
      return open(key, at: time)
    }
  }

  private mutating func open(_ key: FragmentKey, at time: Timestamp) -> Int {
    if next - oldest == capacity { dropOldest(as: \.evicted) }
    let number = next
    next += 1
    let entry = Entry(key: key, time: time)
    if ring.count < capacity { ring.append(entry) } else { ring[number % capacity] = entry }
    numbers[key] = number
    statistics.opened += 1
    statistics.pending += 1
    return number
  }

  private mutating func take(_ number: Int, at time: Timestamp) -> ReassembledDatagram {
    let slot = number % capacity
    let wireCount = ring[slot].datagram.wireCount
    let hopLimit = ring[slot].datagram.hopLimit
    let ipProtocol = ring[slot].datagram.ipProtocol
    heldBytes -= ring[slot].datagram.footprint
    let bytes = ring[slot].datagram.takeBytes()
    ring[slot].state = .done
    ring[slot].time = time
    statistics.pending -= 1
    statistics.reassembled += 1
    return ReassembledDatagram(
      bytes: bytes, wireCount: wireCount, ipProtocol: ipProtocol, hopLimit: hopLimit)
  }

  private mutating func expire(at time: Timestamp) {
    while oldest < next, ring[oldest % capacity].isOlder(than: timeout, at: time) {
      dropOldest(as: \.timedOut)
    }
  }

  private mutating func dropOldest(as reason: WritableKeyPath<FragmentStatistics, Int>) {
    let key = ring[oldest % capacity].key
    close(oldest, as: reason)
    if numbers[key] == oldest { numbers[key] = nil }
    oldest += 1
  }

  /// Frees what an entry holds; one that was still collecting is counted under `reason`.
  private mutating func close(_ number: Int, as reason: WritableKeyPath<FragmentStatistics, Int>) {
    let slot = number % capacity
    if case .collecting = ring[slot].state {
      statistics.pending -= 1
      statistics[keyPath: reason] += 1
      heldBytes -= ring[slot].datagram.footprint
      ring[slot].datagram = FragmentedDatagram()
    }
    ring[slot].state = .closed
  }
}
