import Bytes

/// The books of a capture: what was read, and what was odd about it.
struct CaptureLedger {
  private(set) var frames = 0
  /// The number of the last frame, or of the last other record that takes a number.
  private(set) var number = 0
  var framesHandedOver = 0
  var framesFilteredOut = 0
  private(set) var bytes = 0
  private(set) var linkTypes: [LinkType] = []
  private(set) var subsecondDigits = 6
  var warnings = WarningTally()

  private var previous = Timestamp(nanoseconds: .min)
  private var first = Timestamp(nanoseconds: .max)
  private var last = Timestamp(nanoseconds: .min)
  private var timedFrames = 0

  /// The earliest and latest sound time; nil before the first frame that has one.
  var span: (first: Timestamp, last: Timestamp)? { timedFrames > 0 ? (first, last) : nil }

  /// Counts a complete frame and makes its header.
  @inline(__always)
  mutating func book(
    _ record: FrameRecord, of interface: CaptureInterface, numbered index: Int
  ) -> FrameHeader {
    frames += 1
    number += 1
    bytes += record.capturedLength
    let captured = record.capturedLength
    let snapLength = Int(interface.snapLength)
    if captured > record.wireLength || (captured > snapLength && snapLength > 0)
      || !interface.hasKnownLinkType || record.timeQuality != .sound || record.time < previous
    {
      noteOddities(of: record, of: interface)
    }
    var time = record.time
    if record.timeQuality == .sound {
      timedFrames += 1
      previous = time
      if time < first { first = time }
      if time > last { last = time }
    } else if record.timeQuality == .absent {
      time = timedFrames > 0 ? previous : Timestamp(nanoseconds: 0)
    }
    return FrameHeader(
      number: number, time: time, capturedLength: captured,
      wireLength: max(captured, record.wireLength), linkType: interface.linkType,
      interface: index)
  }

  /// Counts a record that takes a frame number without being a frame.
  mutating func bookOtherRecord() { number += 1 }

  /// Lists the link type and resolution of a new interface.
  mutating func describe(_ interface: CaptureInterface, at offset: Int) {
    subsecondDigits = max(subsecondDigits, interface.resolution.subsecondDigits)
    guard !linkTypes.contains(interface.linkType) else { return }
    if linkTypes.count < CaptureLimits.linkTypes {
      linkTypes.append(interface.linkType)
    } else {
      warnings.note(.manyLinkTypes, offset: offset)
    }
  }

  @inline(never)
  private mutating func noteOddities(
    of record: FrameRecord, of interface: CaptureInterface
  ) {
    let captured = record.capturedLength
    if captured > record.wireLength { note(.capturedAboveWireLength, record, size: captured) }
    if interface.snapLength > 0, captured > Int(interface.snapLength) {
      note(.capturedAboveSnapLength, record, size: captured)
    }
    if !interface.hasKnownLinkType { note(.unknownLinkType, record) }
    switch record.timeQuality {
    case .sound where record.time < previous:
      let step = previous.since(record.time)
      note(.timeBackwards, record, size: Int(step.nanoseconds))
    case .badFraction: note(.badFraction, record)
    case .clamped: note(.timeOutOfRange, record)
    case .sound, .absent: break
    }
  }

  private mutating func note(
    _ kind: CaptureWarning.Kind, _ record: FrameRecord, size: Int = 0
  ) {
    warnings.note(kind, frame: number, offset: record.offset, size: size)
  }
}
