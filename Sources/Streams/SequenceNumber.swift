/// A position in a TCP byte stream, modulo 2³² (RFC 9293, section 3.4).
///
/// All modular arithmetic of the module is here; everything else counts in offsets, which are plain
/// integers: 0 is the SYN, 1 the first byte of data, and they do not wrap.
package struct SequenceNumber: Hashable, Sendable {
  package var rawValue: UInt32

  package init(_ rawValue: UInt32) { self.rawValue = rawValue }

  package static func + (start: Self, count: Int) -> Self {
    Self(start.rawValue &+ UInt32(truncatingIfNeeded: count))
  }

  package static func - (end: Self, count: Int) -> Self {
    Self(end.rawValue &- UInt32(truncatingIfNeeded: count))
  }

  /// How far `other` lies after this position, from -2³¹ to 2³¹-1; negative when it lies before.
  package func distance(to other: Self) -> Int {
    Int(Int32(bitPattern: other.rawValue &- rawValue))
  }
}
