/// What the kernel says of a capture, since it was opened.
package struct LiveCounts: Equatable, Sendable {
  /// Frames that the filter took.
  package var received = 0
  /// Of those, the ones for which the ring buffer had no place.
  package var droppedByKernel = 0
  /// Frames that the interface or its driver lost before the filter saw them.
  package var droppedByInterface = 0

  package init() {}

  package static func + (left: LiveCounts, right: LiveCounts) -> LiveCounts {
    var sum = left
    sum.received += right.received
    sum.droppedByKernel += right.droppedByKernel
    sum.droppedByInterface += right.droppedByInterface
    return sum
  }
}
