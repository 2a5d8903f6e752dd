/// A segment begins another connection between the same endpoints.
///
/// The old one is to be flushed, then `Reassembler(after:)` takes the same segment with `resume`.
package struct Succession: Sendable {
  /// The SYN that was doubted and is now confirmed by the peer's SYN-ACK; nil where the old
  /// connection was over.
  var confirmed: TentativeSYN?
}
