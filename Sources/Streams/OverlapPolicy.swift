/// Which bytes win where two segments that were not yet delivered disagree.
///
/// Delivered bytes never change, under any policy. The names follow the target-based policies of
/// Novak and Sturges, "Target-Based TCP Stream Reassembly" (2007); what a policy sees are the bounds
/// that the segments had when they arrived.
package enum OverlapPolicy: String, CaseIterable, Sendable {
  /// The copy that came first; what Windows does.
  case first
  /// The copy that came last.
  case last
  /// Linux: a segment that starts earlier, or starts with the held one and ends later, wins.
  case linux
  /// BSD: a segment that starts earlier wins.
  case bsd
  /// The classic Windows rule, equal to `bsd` in these models.
  case windows
  /// Linux up to 2.2: as `linux`, and a segment of the same bounds wins too.
  case oldLinux = "oldlinux"
  /// Solaris: a segment that ends later wins, or one that covers the held one.
  case solaris

  /// Whether a segment at `new` overwrites the bytes of one that was held at `held`.
  func replaces(_ held: Range<Int>, with new: Range<Int>) -> Bool {
    let (start, end) = (held.lowerBound, held.upperBound)
    return switch self {
    case .first: false
    case .last: true
    case .linux: new.lowerBound < start || (new.lowerBound == start && new.upperBound > end)
    case .bsd, .windows: new.lowerBound < start
    case .oldLinux: new.lowerBound < start || (new.lowerBound == start && new.upperBound >= end)
    case .solaris: new.lowerBound <= start ? new.upperBound >= end : new.upperBound > end
    }
  }
}
