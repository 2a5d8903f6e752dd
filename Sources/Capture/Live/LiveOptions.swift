/// How an interface is captured from.
package struct LiveOptions: Equatable, Sendable {
  /// Bytes kept of each frame; what is cut is a hole in the stream.
  package var snapLength = CaptureLimits.capturedLength
  /// Whether frames for others are taken too, as a span port sends them.
  package var isPromiscuous = true
  /// Bytes of the kernel's ring buffer: what a stall of the program may cost before frames are lost.
  package var bufferBytes = 64 << 20
  /// Whether every frame is handed over as it comes, and not by the block.
  package var isImmediate = false
  /// How long the kernel may wait to fill a block, in milliseconds.
  package var blockMilliseconds = 50
  /// A BPF filter in libpcap's language, for the kernel; nil takes all frames.
  package var filter: String?

  package init() {}
}
