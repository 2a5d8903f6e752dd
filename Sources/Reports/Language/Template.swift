/// A sentence with `{0}`, `{1}` … in the places of its values.
///
/// `{0:을}` is the value with the particle that goes with its last sound, where the language has
/// such (`Particle`).
package struct Template {
  private enum Piece {
    case words(Substring)
    case value(Int, Particle?)
  }

  private var pieces: [Piece] = []

  package init(_ text: String) {
    var words = text[...]
    while let open = words.firstIndex(of: "{"), let close = words[open...].firstIndex(of: "}") {
      let inside = words[words.index(after: open)..<close].split(separator: ":", maxSplits: 1)
      let particle = inside.count > 1 ? Particle(rawValue: String(inside[1])) : nil
      if let place = inside.first.flatMap({ Int($0) }), inside.count == 1 || particle != nil {
        pieces.append(.words(words[..<open]))
        pieces.append(.value(place, particle))
      } else {
        pieces.append(.words(words[...close]))
      }
      words = words[words.index(after: close)...]
    }
    pieces.append(.words(words))
  }

  /// The places of values, each as often as it stands.
  package var places: [Int] {
    pieces.compactMap { if case .value(let place, _) = $0 { place } else { nil } }
  }

  func filled(with values: [String]) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): return String(words)
      case .value(let place, let particle):
        guard values.indices.contains(place) else { return "" }
        return values[place] + (particle?.form(after: values[place]) ?? "")
      }
    }.joined()
  }
}
