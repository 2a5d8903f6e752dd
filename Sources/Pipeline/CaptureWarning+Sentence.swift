package import Capture
package import Diagnosis

extension CaptureWarning {
  /// The warning for reports; in English the same as `description`.
  package var sentence: Sentence {
    let times = count.counted(.time)
    let place: Sentence =
      firstFrame.map { "frame \($0), byte \(firstOffset)" } ?? "byte \(firstOffset)"
    switch kind {
    case .capturedAboveWireLength, .capturedAboveSnapLength:
      return "\(kind.rawValue): \(times), first at \(place), largest length \(largest) bytes"
    case .timeBackwards:
      let (seconds, rest) = largest.quotientAndRemainder(dividingBy: 1_000_000_000)
      return
        "\(kind.rawValue): \(times), first at \(place), largest step \(seconds) s \(rest) ns"
    case .manyInterfaces:
      return "\(kind.rawValue): \(times), first at \(place), \(largest) interfaces"
    default: return "\(kind.rawValue): \(times), first at \(place)"
    }
  }
}
