/// Random segments of two hosts and whoever else: conflicting, forged, cut, out of every order.
struct HostileSequence {
  private var random: RandomSource
  private var example: ReassemblyCase
  private var time = 0.0
  private var incarnation = 0
  private var position = ["c2s": 1, "s2c": 1]
  private var timestamps = ["c2s": UInt32(0), "s2c": UInt32(0)]
  private let hostility: Double
  private let conflict: Double
  private let reach: Int
  private let oneSide: String?
  private let windows: [UInt16]
  private let usesTimestamps: Bool
  private let usesScaling: Bool
  private let isCut: Bool

  static func example(_ random: RandomSource) -> ReassemblyCase {
    var sequence = HostileSequence(random)
    sequence.open()
    let count = sequence.random.pick(4, 12, 30, 60)
    for _ in 0..<(2 * count) where sequence.example.events.count < count { sequence.step() }
    return sequence.example
  }

  private init(_ source: RandomSource) {
    random = source
    hostility = random.pick(0, 0.1, 0.3, 0.7)
    conflict = random.pick(0, 0.3, 1)
    reach = random.pick(8, 20, 60)
    oneSide = random.chance(0.4) ? random.pick("c2s", "s2c") : nil
    windows = random.chance(0.3) ? random.pick([0, 1, 2, 6], [0, 5, 30, 100]) : [65535]
    usesTimestamps = random.chance(0.3)
    usesScaling = random.chance(0.3)
    isCut = random.chance(0.2)
    example = ReassemblyCase(id: "hostile", events: [])
    example.isn = ["c2s": numbers(), "s2c": numbers()]
    example.limits = limits()
  }

  private mutating func numbers() -> [UInt32] {
    let first = random.pick(1000, 0, 1, UInt32.max, UInt32.max - 10, UInt32(random.next() >> 32))
    if random.chance(0.25) { return [first, first, first] }
    let second = first &+ random.pick(1, 5, 30, 1000, 100_000, 1 << 31 - 3, 1 << 31 + 7)
    return [first, second, UInt32(random.next() >> 32)]
  }

  private mutating func limits() -> [String: Double] {
    var limits: [String: Double] = [:]
    guard random.chance(0.35) else { return limits }
    if random.chance(0.6) { limits["max_ooo_segs"] = random.pick(0, 1, 2, 4, 6) }
    if random.chance(0.5) { limits["max_ooo_bytes"] = random.pick(0, 1, 5, 10, 30) }
    if random.chance(0.3) { limits["default_win"] = random.pick(0, 5, 20, 100) }
    if random.chance(0.2) { limits["hole_timeout"] = random.pick(0.5, 1) }
    return limits
  }

  private mutating func open() {
    guard random.chance(0.75) else { return }
    syn("c2s", nil)
    if random.chance(0.1) { syn("c2s", nil, random.number(0...2)) }
    if random.chance(0.1) {
      add(.init(dir: "s2c", off: 0, flags: "RA", ack: 1))
      return
    }
    if random.chance(0.92) { syn("s2c", random.chance(0.93) ? 1 : random.pick(0, 2, 5, 9)) }
    if random.chance(0.1) { syn("s2c", 1, random.number(0...2)) }
    if random.chance(0.8) { add(.init(dir: "c2s", off: 1, flags: "A", ack: 1)) }
  }

  private mutating func syn(_ direction: String, _ ack: Int?, _ incarnation: Int? = nil) {
    var event = ReassemblyCase.Event(
      dir: direction, off: random.chance(0.03) ? random.pick(-1, 1, 5) : 0,
      flags: ack == nil ? "S" : "SA", ack: ack)
    if usesScaling, random.chance(0.9) { event.ws = random.pick(0, 1, 7, 14) }
    if random.chance(0.1) { event.data = text(direction, 1, random.number(1...8)) }
    event.inst = incarnation
    add(event)
  }

  /// Adds an event with what such segments carry besides.
  private mutating func add(_ event: ReassemblyCase.Event) {
    var event = event
    time += Double(random.pick(0, 1, 1, 2, 5, 30, 210, 260, random.chance(0.1) ? 32_000 : 3)) / 1024
    guard oneSide == nil || event.dir == oneSide else { return }
    event.t = time
    if event.inst == nil, incarnation > 0 { event.inst = incarnation }
    if usesTimestamps, random.chance(0.9) {
      let value = (timestamps[event.dir] ?? 0) &+ random.pick(0, 1, 1, 3)
      timestamps[event.dir] = value
      event.ts = [random.chance(0.1) ? value &- random.pick(1, 2, 3, 1000, 1 << 31) : value, 0]
    }
    event.win = windows[random.number(0...(windows.count - 1))]
    if random.chance(hostility * 0.15) { event.csum = random.pick("bad", "offload") }
    if random.chance(hostility * 0.05) { event.md5 = true }
    if random.chance(hostility * 0.05) { event.doff = 4 }
    if isCut, let count = event.data?.unicodeScalars.count, random.chance(0.5) {
      event.cap = random.number(0...count)
    }
    example.events.append(event)
  }

  private mutating func text(_ direction: String, _ offset: Int, _ count: Int) -> String {
    let shift = direction == "c2s" ? 7 : 11
    return String(
      String.UnicodeScalarView(
        (0..<count).map { index in
          let honest = UInt8(33 + abs(offset &+ index) &* shift % 90)
          return UnicodeScalar(
            random.chance(conflict * 0.5) ? UInt8(random.number(97...104)) : honest)
        }))
  }

  private mutating func acknowledgement(of direction: String) -> Int {
    let known = position[direction] ?? 1
    guard random.chance(hostility * 0.3) else { return max(1, known - random.pick(0, 0, 0, 1, 4)) }
    return random.pick(
      0, -1, reach, 2 * reach, 100_000, 1 << 31 - 1, 1 << 31, 1 << 30 + 1,
      random.number(-3...(reach + 5)))
  }

  private mutating func offset(_ direction: String) -> Int {
    let known = position[direction] ?? 1
    if random.chance(0.4) { return known }
    guard random.chance(hostility * 0.2) else {
      return max(1, random.chance(0.8) ? known + random.number(-8...10) : random.number(1...reach))
    }
    return random.pick(-10, -1, 0, 1, 2, 1 << 31 - 5, 1 << 31 + 5, 70_000, 1 << 30)
  }

  private mutating func step() {
    let direction = random.pick("c2s", "c2s", "s2c")
    let other = direction == "c2s" ? "s2c" : "c2s"
    let place = offset(direction)
    let ack = acknowledgement(of: other)
    switch random.number(0...99) {
    case ..<55: data(direction, place, ack)
    case ..<72:
      var event = ReassemblyCase.Event(
        dir: direction, off: (position[direction] ?? 1) - random.pick(0, 0, 1), flags: "A", ack: ack
      )
      if random.chance(0.2) { event.data = text(direction, event.off, 1) }
      add(event)
    case ..<78: add(.init(dir: direction, off: place, flags: "FA", ack: ack))
    case ..<83:
      let flags = random.pick("R", "RA", "RA")
      var event = ReassemblyCase.Event(dir: direction, off: place, flags: flags)
      if flags == "RA" { event.ack = ack }
      if random.chance(0.2) { event.data = text(direction, place, random.number(1...5)) }
      add(event)
    case ..<89: meddle(direction)
    case ..<94: reopen()
    default: repeatAny()
    }
  }

  private mutating func data(_ direction: String, _ place: Int, _ ack: Int) {
    let count = random.pick(1, 1, 2, 3, 5, 8, 12)
    var event = ReassemblyCase.Event(
      dir: direction, off: place, flags: "A", ack: ack, data: text(direction, place, count))
    if random.chance(0.03) {
      event.flags += "U"
      event.urg = random.pick(0, 1, 2, 9)
    }
    if random.chance(0.06) { event.flags += "F" }
    if random.chance(hostility * 0.1) {
      event.flags = random.pick("", "P", "F")
      event.ack = nil
    }
    if random.chance(0.85), place > 0, place < 500 {
      position[direction] = max(position[direction] ?? 1, place + count)
    }
    add(event)
  }

  /// SYNs out of place.
  private mutating func meddle(_ direction: String) {
    let other = random.pick(0, incarnation, 1, 2)
    switch random.number(0...4) {
    case 0: syn("c2s", nil, other)
    case 1: syn("s2c", random.pick(1, 1, 2, 5), other)
    case 2: syn("s2c", nil, other)
    case 3: syn("c2s", 1, other)
    default:
      let flags = random.pick("SF", "SR", "SFA", "SRA")
      let ack = flags.contains("A") ? 1 : nil
      add(.init(dir: direction, off: 0, flags: flags, ack: ack, data: text(direction, 1, 3)))
    }
  }

  /// An orderly close, and perhaps the same ports again.
  private mutating func reopen() {
    let (client, server) = (position["c2s"] ?? 1, position["s2c"] ?? 1)
    add(.init(dir: "c2s", off: client, flags: "FA", ack: server))
    add(.init(dir: "s2c", off: server, flags: "FA", ack: client + 1))
    guard random.chance(0.6) else { return }
    incarnation = random.number(0...2)
    position = ["c2s": 1, "s2c": 1]
    syn("c2s", nil, incarnation)
    syn("s2c", 1, incarnation)
  }

  private mutating func repeatAny() {
    guard !example.events.isEmpty else { return }
    var event = example.events[random.number(0...(example.events.count - 1))]
    if event.ack != nil, random.chance(0.3) { event.flags = random.pick("A", "FA", "RA", "SA") }
    time += 1.0 / 1024
    event.t = time
    example.events.append(event)
  }
}
