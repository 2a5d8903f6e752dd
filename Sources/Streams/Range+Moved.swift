extension Range<Int> {
  /// The range as far along by `distance`.
  func moved(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
