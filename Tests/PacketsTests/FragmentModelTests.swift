import Bytes
import Packets
import TestSupport
import Testing

/// Reassembly the slow way: a dictionary of bytes, of which the first to come stays.
struct FragmentModel {
  var bytes: [Int: UInt8] = [:]
  var length: Int?

  /// Adds a fragment; returns the datagram when it is complete.
  mutating func add(_ payload: [UInt8], at start: Int, isLast: Bool) -> [UInt8]? {
    let end = start + payload.count
    if let length, isLast ? end != length : end > length { return nil }
    if isLast, length == nil {
      if let farthest = bytes.keys.max(), farthest >= end { return nil }
      length = end
    }
    for (index, byte) in payload.enumerated() where bytes[start + index] == nil {
      bytes[start + index] = byte
    }
    guard let length, bytes.count == length else { return nil }
    return (0..<length).compactMap { bytes[$0] }
  }
}

struct FragmentModelTests {
  @Test func `random fragments, overlapping or not, give what the model gives`() throws {
    var generator = SeededGenerator(seed: 11)
    var completed = 0
    for round in 0..<3000 {
      var decoder = PacketDecoder()
      var model = FragmentModel()
      let units = Int.random(in: 4...12, using: &generator)
      let identification = UInt16(truncatingIfNeeded: round)
      for _ in 0..<200 {
        let fragment = RandomFragment(units: units, using: &generator)
        let expected = model.add(fragment.payload, at: fragment.start, isLast: fragment.isLast)
        let decoded = decoder.decode(fragment.frame(identification))
        #expect((decoded.segment != nil || decoded.drop == .badLength) == (expected != nil))
        guard let expected else { continue }
        completed += 1
        if let segment = decoded.segment {
          #expect(decoder.datagram.copy() == expected)
          #expect(segment.payloadCount <= expected.count)
        }
        break
      }
      #expect(decoder.statistics.isBalanced)
    }
    #expect(completed > 2500)
  }
}

/// A fragment at a random place of a datagram of some units, with random bytes.
private struct RandomFragment {
  var start: Int
  var payload: [UInt8]
  var isLast: Bool

  init(units: Int, using generator: inout SeededGenerator) {
    let first = Int.random(in: 0..<units, using: &generator)
    let count = Int.random(in: 1...4, using: &generator)
    // The first one cannot be the last too: it would be no fragment.
    isLast = first > 0 && first + count >= units && Bool.random(using: &generator)
    start = first * 8
    let trimmed = isLast ? Int.random(in: 0..<8, using: &generator) : 0
    payload = generator.bytes(count * 8 - trimmed)
    // Let the TCP header be one, so that most datagrams give a segment.
    if first <= 1, first + count > 1 { payload[12 - start] = 0x50 }
  }

  func frame(_ identification: UInt16) -> [UInt8] {
    Frame.ethernet(
      .ipv4(
        from: Example.client, to: Example.server, .raw(6, payload), identification: identification,
        flagsAndOffset: UInt16(start / 8) | (isLast ? 0 : 0x2000)))
  }
}
