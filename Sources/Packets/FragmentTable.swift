import Bytes

/// The datagrams of which some fragments have come and some have not.
///
/// Bounded in datagrams and in bytes, oldest out first, and in capture time. A completed datagram
/// is remembered for a second, so that a span port's second copies of its fragments, which come
/// within milliseconds, neither open another one nor get mixed into the next with its number.
struct FragmentTable {
  private(set) var statistics = FragmentStatistics()
  private let capacity: Int
  private let byteLimit: Int
  private let timeout: Interval
  /// The entries in a ring: number n is at n modulo `capacity`, so the oldest is next to go.
  private var ring: [FragmentEntry] = []
  private var oldest = 0
  private var next = 0
  private var numbers: [FragmentKey: Int] = [:]
  private var heldBytes = 0
  /// Keeps anyone from making fragments that look like copies of others.
  private let seed = UInt64.random(in: .min ... .max)

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
    while oldest < next, ring[oldest % capacity].isOlder(than: timeout, at: time) {
      dropOldest(as: \.timedOut)
    }
    // Nothing of no use is held: this throws for a protocol that is not decoded.
    let layer = try Layer(ipProtocol: fragment.ipProtocol, isIPv6: ip.isIPv6)
    let isWhole = fragment.isLast || wireCount % 8 == 0
    guard wireCount > 0, isWhole, fragment.start + wireCount <= 65_535 else {
      statistics.malformed += 1
      throw .fragmentDropped
    }
    let arrival = FragmentArrival(
      key: FragmentKey(fragment, of: ip), time: time,
      isStart: fragment.units == 0,
      isWanted: fragment.units > 0 || layer.isWanted(startingWith: payload),
      fingerprint: payload.fingerprint(seed: seed ^ UInt64(fragment.units)))
    let number = try number(for: arrival)
    guard arrival.isWanted else {
      close(number, as: \.unwanted)
      ring[number % capacity].state = .unwanted
      throw .notTCP
    }
    try add(fragment, of: ip, payload: payload, wireCount: wireCount, to: number)
    ring[number % capacity].remember(arrival.fingerprint)
    guard ring[number % capacity].datagram.isComplete else {
      while heldBytes > byteLimit, oldest < next { dropOldest(as: \.evicted) }
      throw .fragmentHeld
    }
    return take(number, at: time)
  }

  /// Gives up what waits.
  mutating func finish() {
    while oldest < next { dropOldest(as: \.timedOut) }
  }

  /// The number of the entry that collects this datagram, a new one where there is none.
  private mutating func number(for arrival: FragmentArrival) throws(PacketDrop) -> Int {
    guard let number = numbers[arrival.key] else { return open(arrival) }
    let slot = number % capacity
    switch ring[slot].state {
    case .collecting where ring[slot].isOlder(than: timeout, at: arrival.time):
      close(number, as: \.timedOut)
    case .collecting:
      return number
    case .unwanted where !(arrival.isStart && arrival.isWanted):
      guard ring[slot].isOlder(than: timeout, at: arrival.time) else { throw .notTCP }
    case .done where ring[slot].isLateCopy(arrival):
      statistics.repeated += 1
      throw .fragmentRepeated
    case .unwanted, .done, .closed:
      break
    }
    return open(arrival)
  }

  private mutating func open(_ arrival: FragmentArrival) -> Int {
    if next - oldest == capacity { dropOldest(as: \.evicted) }
    let number = next
    next += 1
    let entry = FragmentEntry(key: arrival.key, time: arrival.time)
    if ring.count < capacity { ring.append(entry) } else { ring[number % capacity] = entry }
    numbers[arrival.key] = number
    statistics.opened += 1
    statistics.pending += 1
    return number
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
      guard fragment.units == 0 else { return }
      ring[slot].datagram.setFirst(hopLimit: ip.hopLimit, ipProtocol: fragment.ipProtocol)
    }
  }

  private mutating func take(_ number: Int, at time: Timestamp) -> ReassembledDatagram {
    let slot = number % capacity
    heldBytes -= ring[slot].datagram.footprint
    ring[slot].state = .done
    ring[slot].time = time
    statistics.pending -= 1
    statistics.reassembled += 1
    return ring[slot].datagram.take()
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
    if ring[slot].state == .collecting {
      statistics.pending -= 1
      statistics[keyPath: reason] += 1
      heldBytes -= ring[slot].datagram.footprint
    }
    ring[slot].clear()
  }
}
