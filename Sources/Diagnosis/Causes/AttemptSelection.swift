/// Some elements of a list, in its order: their places, not copies of them.
///
/// An attempt has a dozen parts that are counted references; a case of ten thousand is asked for its
/// refusals again and again.
struct AttemptSelection<Attempt>: RandomAccessCollection {
  private let attempts: [Attempt]
  private let places: [Int32]

  init(_ attempts: [Attempt], where isWanted: (Attempt) -> Bool) {
    self.attempts = attempts
    var places: [Int32] = []
    for place in attempts.indices where isWanted(attempts[place]) {
      places.append(Int32(clamping: place))
    }
    self.places = places
  }

  var startIndex: Int { 0 }
  var endIndex: Int { places.count }
  subscript(position: Int) -> Attempt { attempts[Int(places[position])] }
}
