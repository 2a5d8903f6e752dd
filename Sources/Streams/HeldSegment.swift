/// A segment that waits out of order, as it arrived.
struct HeldSegment {
  var range: Range<Int>
  /// Its bytes, under the policies that keep every copy; under `first` the pieces have them.
  var copy: SegmentCopy?
}
