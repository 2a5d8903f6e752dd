package import Bytes
package import Packets

/// What may stand in the place of one side's bytes, by their places in its stream.
package struct HarmlessText: Sendable {
  private struct Piece {
    var start: Int
    var bytes: [UInt8]
    var end: Int { start + bytes.count }
  }

  /// In the order of the stream, with no two that touch.
  private var pieces: [Piece] = []
  package private(set) var count = 0

  package init() {}

  /// Adds bytes that end before `end`; what comes before bytes that are there already is dropped.
  package mutating func add(_ bytes: [UInt8], end: Int) {
    let start = end - bytes.count
    let known = pieces.last?.end ?? Int.min
    guard start >= known else { return }
    count += bytes.count
    if start == known {
      pieces[pieces.count - 1].bytes.append(contentsOf: bytes)
    } else {
      pieces.append(Piece(start: start, bytes: bytes))
    }
  }

  /// Writes what is known of the stream from `start` on over `bytes`, and `filler` over the rest.
  ///
  /// Line ends that stand in unknown bytes stay: they hold no secret, and the framing rests on them.
  package func write(over bytes: inout [UInt8], _ range: Range<Int>, at start: Int, filler: UInt8) {
    for index in range where bytes[index] != 10 && bytes[index] != 13 { bytes[index] = filler }
    let end = start + range.count
    for place in firstPiece(behind: start)..<pieces.count {
      let piece = pieces[place]
      guard piece.start < end else { return }
      let low = max(start, piece.start)
      let high = min(end, piece.end)
      for position in low..<high {
        bytes[range.lowerBound + position - start] = piece.bytes[position - piece.start]
      }
    }
  }

  /// Changes the text in place; its length must stay.
  package mutating func change(_ body: (inout [UInt8]) -> Void) {
    for index in pieces.indices { body(&pieces[index].bytes) }
  }

  /// The first piece that ends behind a place.
  private func firstPiece(behind start: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].end <= start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The harmless text of both sides of a connection.
package struct HarmlessConversation: Sendable {
  package var client: Endpoint
  package var server: Endpoint
  package var frames: ClosedRange<Int>
  /// The sequence number that each side's places count from: 0 is the SYN, 1 the first byte.
  package var initialNumbers: PerSide<UInt32?>
  package var text: PerSide<HarmlessText>
}

/// Says whether a frame's text is of interest, by its connection and number.
package typealias TextInterest = (ConnectionKey, Int) -> Bool
