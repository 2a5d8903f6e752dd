import Bytes
import Packets
import TestSupport
import Testing

@testable import Diagnosis

/// Tries for one place, told from tries for several.
struct PlaceTests {
  private static func attempt(
    _ start: Int, _ answer: Int, refused: Bool = true, client: Int = 1
  ) -> Try {
    Try(
      client: SessionScript.client(client), start: SessionScript.time(start),
      answer: SessionScript.time(answer), wasRefused: refused,
      end: SessionScript.time(answer + 5_000))
  }

  @Test func `a try after a refusal is for the same place, one before its answer for another`() {
    let tries = [
      Self.attempt(0, 50), Self.attempt(20, 70), Self.attempt(60, 110),
      Self.attempt(80, 130, refused: false), Self.attempt(120, 160, refused: false, client: 2),
    ]
    let places = Place.places(of: tries, patience: .seconds(2))
    #expect(places.map(\.tries) == [2, 2, 1])
    #expect(places.map(\.refusals) == [2, 1, 0])
  }

  @Test func `a try after the patience is for a new place`() {
    let tries = [Self.attempt(0, 50), Self.attempt(2_051, 2_100)]
    #expect(Place.places(of: tries, patience: .seconds(2)).count == 2)
    #expect(Place.places(of: tries, patience: .seconds(3)).count == 1)
  }

  /// The places one by one: each try takes the refusal that has been out the longest.
  private static func slowPlaces(of tries: [Try], patience: Interval) -> [[Int]] {
    var places: [[Int]] = []
    for (number, one) in tries.enumerated() {
      let waiting = places.indices.filter { index in
        let last = tries[places[index].last ?? 0]
        return last.wasRefused && last.answer <= one.start
          && last.answer.advanced(by: patience) >= one.start
      }
      if let place = waiting.min(by: {
        tries[places[$0].last ?? 0].answer < tries[places[$1].last ?? 0].answer
      }) {
        places[place].append(number)
      } else {
        places.append([number])
      }
    }
    return places
  }

  @Test(arguments: UInt64(1)...40) func `random tries fall into the places of a slow model`(
    _ seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    var tries: [Try] = []
    for number in 0..<120 {
      // Distinct answers, so that the oldest is one.
      let start = Int.random(in: 0..<8_000, using: &random)
      tries.append(
        Self.attempt(
          start * 1_000 + number,
          (start + Int.random(in: 1...300, using: &random)) * 1_000 + number,
          refused: Int.random(in: 0..<4, using: &random) > 0))
    }
    tries.sort { $0.start < $1.start }
    let places = Place.places(of: tries, patience: .seconds(500))
    let slow = Self.slowPlaces(of: tries, patience: .seconds(500))
    #expect(places.map(\.tries) == slow.map(\.count))
    #expect(places.map(\.refusals) == slow.map { $0.count { tries[$0].wasRefused } })
    #expect(places.map(\.want.start) == slow.map { tries[$0[0]].start })
  }
}
