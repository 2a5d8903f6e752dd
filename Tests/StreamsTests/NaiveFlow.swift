import Streams

/// The rules of the reference reassembler, byte by byte, for one connection: part one, the bytes.
final class NaiveFlow {
  struct Limits {
    var grace = 200_000_000
    var holeTimeout = 30_000_000_000
    var bytes = 1 << 20
    var segments = 1024
    var window = 1 << 30
  }

  let limits: Limits
  let policy: OverlapPolicy
  let client = NaiveStream("c2s")
  let server = NaiveStream("s2c")
  var anomalies: [String] = []
  var isSYNACKSeen = false
  var synCandidates: [Int: NaiveSegment] = [:]
  var synACKCandidates: [Int: NaiveSegment] = [:]
  var tentative: NaiveSegment?

  init(limits: Limits, policy: OverlapPolicy) {
    self.limits = limits
    self.policy = policy
  }

  var isClosed: Bool {
    client.isFinished && server.isFinished || client.reset != nil || server.reset != nil
  }

  func report(_ kind: String, _ stream: NaiveStream, _ offset: Int? = nil, _ count: Int? = nil) {
    let text =
      "\(kind)@\(stream.name)" + (offset.map { ":\($0)" } ?? "") + (count.map { "+\($0)" } ?? "")
    if !anomalies.contains(text) { anomalies.append(text) }
  }

  func data(_ stream: NaiveStream, _ start: Int, _ segment: NaiveSegment) {
    guard let next = stream.next else { return }
    var bytes: [Int: UInt8?] = [:]
    for index in 0..<segment.wireCount {
      bytes[start + index] = .some(index < segment.data.count ? segment.data[index] : nil)
    }
    var end = start + segment.wireCount
    if stream.isFinished, let fin = stream.fin, end > fin {
      report("data_after_fin", stream, max(start, fin), end - max(start, fin))
      end = start + min(max(0, fin - start), segment.data.count)
      bytes = bytes.filter { $0.key < end }
      if end <= start { return }
    }
    if start < 1 {
      if stream.isMidstream {
        report("before_base", stream, start, min(end, 1) - start)
      } else {
        report("before_isn", stream, start)
      }
    }
    if start < next {
      compare(bytes, start, end, stream)
      bytes = bytes.filter { $0.key >= next }
      if end <= next { return }
    }
    let first = max(start, next)
    if let probe = stream.probe, (first..<end).contains(probe.offset) { stream.probe = nil }
    stream.highestEnd = max(stream.highestEnd, end)
    insert(stream, first..<end, bytes)
    drain(stream)
    enforceLimits(stream)
    if !stream.held.isEmpty, stream.holeSince == nil { stream.holeSince = segment.time }
  }

  private func compare(_ bytes: [Int: UInt8?], _ start: Int, _ end: Int, _ stream: NaiveStream) {
    var different: [Int] = []
    var late: [Int] = []
    for (offset, byte) in bytes.sorted(by: { $0.key < $1.key }) {
      guard offset < stream.next ?? 0, let byte else { continue }
      if let known = stream.delivered[offset] {
        if known != byte { different.append(offset) }
      } else if offset >= 1 {
        late.append(offset)
      }
    }
    if let low = different.first, let high = different.last {
      report("overlap_diff", stream, low, high - low + 1)
    }
    if let low = late.first, let high = late.last {
      report("late_after_gap", stream, low, high - low + 1)
    } else if different.isEmpty, end <= stream.next ?? 0, start >= 1 {
      report("retransmit", stream, start, end - start)
    }
  }

  private func insert(_ stream: NaiveStream, _ range: Range<Int>, _ bytes: [Int: UInt8?]) {
    var new = range.map { bytes[$0] ?? nil }
    for index in stream.held.indices {
      let old = stream.held[index].range
      let shared = old.clamped(to: range)
      guard !shared.isEmpty else { continue }
      let takesNew = replaces(old, range)
      var different: [Int] = []
      for offset in shared {
        let mine = new[offset - range.lowerBound]
        let theirs = stream.held[index].bytes[offset - old.lowerBound]
        if let mine, let theirs, mine != theirs { different.append(offset) }
        let winner = theirs == nil || (takesNew && mine != nil) ? mine : theirs
        new[offset - range.lowerBound] = takesNew && mine != nil ? mine : winner
        stream.held[index].bytes[offset - old.lowerBound] = winner
      }
      if let low = different.first, let high = different.last {
        report("overlap_diff", stream, low, high - low + 1)
      }
    }
    let place = stream.held.firstIndex { held in
      (held.range.lowerBound, -held.range.count) > (range.lowerBound, -range.count)
    }
    stream.held.insert(.init(range: range, bytes: new), at: place ?? stream.held.count)
  }

  private func replaces(_ old: Range<Int>, _ new: Range<Int>) -> Bool {
    let isEarlier = new.lowerBound < old.lowerBound
    let isLevel = new.lowerBound == old.lowerBound
    return switch policy {
    case .first: false
    case .last: true
    case .linux: isEarlier || (isLevel && new.upperBound > old.upperBound)
    case .bsd, .windows: isEarlier
    case .oldLinux: isEarlier || (isLevel && new.upperBound >= old.upperBound)
    case .solaris:
      (isEarlier || isLevel) && new.upperBound >= old.upperBound
        || new.lowerBound > old.lowerBound && new.upperBound > old.upperBound
    }
  }

  func drain(_ stream: NaiveStream) {
    guard var next = stream.next else { return }
    while let index = stream.held.firstIndex(where: { $0.range.lowerBound <= next }) {
      let piece = stream.held.remove(at: index)
      for offset in piece.range where offset >= next {
        if let byte = piece.bytes[offset - piece.range.lowerBound] {
          stream.deliver(byte, at: offset)
        } else {
          stream.gap(offset..<(offset + 1), "snaplen")
        }
        next = offset + 1
      }
    }
    stream.next = next
    if stream.held.isEmpty { stream.holeSince = nil }
    guard let fin = stream.fin, !stream.isFinished else { return }
    if next == fin {
      stream.isFinished = true
    } else if next > fin {
      report("fin_conflict", stream, fin)
      stream.fin = nil
    }
  }

  func skip(_ stream: NaiveStream, _ end: Int, _ why: String) {
    guard let next = stream.next, end > next else { return }
    stream.gap(next..<end, why)
    stream.next = end
    drain(stream)
  }

  func declareGaps(_ stream: NaiveStream, _ time: Int) {
    while let next = stream.next, let acknowledged = stream.acknowledged, acknowledged > next,
      !stream.isFinished
    {
      let end = stream.fin.map { acknowledged == $0 + 1 ? $0 : acknowledged } ?? acknowledged
      if end <= next || time - stream.acknowledgedAt < limits.grace { return }
      skip(stream, min(end, stream.island ?? end), "ack")
    }
  }

  private func enforceLimits(_ stream: NaiveStream) {
    while !stream.held.isEmpty,
      stream.held.count > limits.segments
        || stream.held.reduce(0, { $0 + $1.range.count }) > limits.bytes
    {
      if stream.acknowledgementsVisible {
        let farthest = stream.held.map(\.range.lowerBound).max() ?? 0
        let index = stream.held.firstIndex { $0.range.lowerBound == farthest } ?? 0
        let lost = stream.held.remove(at: index)
        report("ooo_limit_drop", stream, lost.range.lowerBound, lost.range.count)
      } else {
        skip(stream, stream.island ?? 0, "limit")
      }
    }
  }

  func tick(_ time: Int) {
    for stream in [client, server] where stream.next != nil {
      declareGaps(stream, time)
      guard let since = stream.holeSince, !stream.acknowledgementsVisible else { continue }
      guard time - since >= limits.holeTimeout, let island = stream.island else { continue }
      skip(stream, island, "timeout")
      stream.holeSince = stream.held.isEmpty ? nil : time
    }
  }

  func flush() {
    for stream in [client, server] where stream.next != nil {
      declareGaps(stream, .max / 2)
      while let island = stream.island {
        skip(stream, island, "end")
        declareGaps(stream, .max / 2)
      }
      if let fin = stream.fin, !stream.isFinished { skip(stream, fin, "end") }
      drain(stream)
    }
  }
}
