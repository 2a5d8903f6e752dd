package import Bytes

/// What a capture says about an interface of it, as a copy of its frames has to repeat it.
package struct InterfaceDescription: Equatable, Sendable {
  /// Bytes of a name or description that are kept.
  package static let labelLength = 256

  package var linkType: LinkType
  /// Bytes kept of a frame; 0 when not limited.
  package var snapLength: UInt32
  package var ticksPerSecond: UInt64
  /// Seconds to add to every time (`if_tsoffset`).
  package var timeOffset: Int64
  /// `if_name` and `if_description`, as the capturing side wrote them; empty where it did not.
  package var name: WireText
  package var words: WireText
  /// A remark of ours (`opt_comment`).
  package var comment: String?

  package init(
    linkType: LinkType, snapLength: UInt32 = 0, ticksPerSecond: UInt64 = 1_000_000,
    timeOffset: Int64 = 0, name: WireText = WireText([]), words: WireText = WireText([]),
    comment: String? = nil
  ) {
    self.linkType = linkType
    self.snapLength = snapLength
    self.ticksPerSecond = ticksPerSecond
    self.timeOffset = timeOffset
    self.name = name
    self.words = words
    self.comment = comment
  }
}

extension InterfaceDescription {
  init(_ interface: CaptureInterface, _ label: InterfaceLabel) {
    self.init(
      linkType: interface.linkType, snapLength: interface.snapLength,
      ticksPerSecond: interface.resolution.ticksPerSecond, timeOffset: interface.timeOffset,
      name: label.name, words: label.words)
  }
}

/// The names of an interface, apart from what is needed at every frame.
struct InterfaceLabel {
  /// Interfaces of a section whose names are kept.
  static let limit = 64

  var name = WireText([])
  var words = WireText([])
}
