import Bytes
import Packets

/// One connection's try for a place on the server.
struct Try {
  var client: IPAddress
  var start: Timestamp
  /// When the server's decision was on the wire.
  var answer: Timestamp
  var wasRefused: Bool
  /// When an accepted connection closed, or was last known to be open.
  var end: Timestamp
}

/// A place on the server as one client wanted it: all tries for it are one want.
struct Place {
  var client: IPAddress
  var want: Want
  var tries = 1
  var refusals = 0

  /// The places behind tries, client by client.
  ///
  /// An accepted connection wants its place while it is open. A refused one wants it until the same
  /// client's next try takes the want over, or until `patience` is over.
  static func places(of tries: [Try], patience: Interval) -> [Place] {
    let byClient = Dictionary(grouping: tries, by: \.client)
    return byClient.keys.sorted().flatMap { ofOneClient(byClient[$0] ?? [], patience: patience) }
  }

  /// The same for one client, in O(n log n).
  private static func ofOneClient(_ unsorted: [Try], patience: Interval) -> [Place] {
    let tries = unsorted.sorted { $0.start < $1.start }
    let refusals = tries.indices.filter { tries[$0].wasRefused }
      .sorted { tries[$0].answer < tries[$1].answer }
    var places: [Place] = []
    var placeOfTry: [Int] = []
    // Refusals that are out and not repeated yet, the oldest first, from `waitingFrom` on.
    var waiting: [(place: Int, until: Timestamp)] = []
    var waitingFrom = 0
    var nextRefusal = 0
    for (number, one) in tries.enumerated() {
      // A want whose refusal is not out yet cannot be what this try repeats.
      while nextRefusal < refusals.count, refusals[nextRefusal] < number,
        tries[refusals[nextRefusal]].answer <= one.start
      {
        let refused = refusals[nextRefusal]
        waiting.append((placeOfTry[refused], tries[refused].answer.advanced(by: patience)))
        nextRefusal += 1
      }
      while waitingFrom < waiting.count, waiting[waitingFrom].until < one.start {
        waitingFrom += 1
      }
      let end = one.wasRefused ? one.answer.advanced(by: patience) : one.end
      if waitingFrom < waiting.count {
        let place = waiting[waitingFrom].place
        waitingFrom += 1
        places[place].want.end = max(places[place].want.end, end)
        places[place].tries += 1
        placeOfTry.append(place)
      } else {
        placeOfTry.append(places.count)
        places.append(Place(client: one.client, want: Want(start: one.start, end: end)))
      }
      if one.wasRefused { places[placeOfTry[number]].refusals += 1 }
    }
    return places
  }
}
