package import Bytes

/// What a capture says about one frame, beside its bytes.
package struct FrameHeader: Equatable, Sendable {
  /// The frame's number, from 1, as Wireshark numbers it.
  ///
  /// Filtered frames count too, and so do the few pcapng blocks that Wireshark lists like frames.
  package var number: Int
  package var time: Timestamp
  /// Bytes handed over with this header, at most `CaptureLimits.capturedLength`.
  package var capturedLength: Int
  /// Bytes on the wire; never less than `capturedLength`.
  package var wireLength: Int
  package var linkType: LinkType
  /// The interface, from 0, counted on through all sections of a pcapng file.
  package var interface: Int

  @inlinable
  package init(
    number: Int, time: Timestamp, capturedLength: Int, wireLength: Int, linkType: LinkType,
    interface: Int
  ) {
    self.number = number
    self.time = time
    self.capturedLength = capturedLength
    self.wireLength = wireLength
    self.linkType = linkType
    self.interface = interface
  }
}

/// Takes a frame; the bytes are gone when it returns, and false stops the reading.
///
/// Every origin of frames hands them over this way, a file as well as a live interface.
package typealias FrameBody = (FrameHeader, Span<UInt8>) -> Bool

/// The same, with the place of the frame's first byte in the buffer that it lies in.
package typealias PlacedFrameBody = (FrameHeader, Span<UInt8>, _ place: Int) -> Bool
