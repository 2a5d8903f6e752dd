import Bytes

/// The way from a reader to whoever takes the frames: books are kept and the filter runs here.
struct FrameGate {
  var ledger = CaptureLedger()
  let filter: CaptureFilter?

  init(filter: CaptureFilter?) { self.filter = filter }

  /// Books a complete record and hands it over, unless it is filtered out.
  ///
  /// Returns false when the body wants no more.
  @inline(__always)
  mutating func pass(
    _ record: FrameRecord, _ bytes: Span<UInt8>, at place: Int, of interface: CaptureInterface,
    numbered index: Int, to body: PlacedFrameBody
  ) -> Bool {
    let header = ledger.book(record, of: interface, numbered: index)
    if let filter, !filter.matches(header, bytes, with: interface.program) {
      ledger.framesFilteredOut += 1
      if interface.program.isNever {
        ledger.warnings.note(.filterNotApplicable, frame: header.number, offset: record.offset)
      }
      return true
    }
    ledger.framesHandedOver += 1
    return body(header, bytes, place)
  }

  /// The filter's program for a new interface.
  ///
  /// Where there is none, its frames are left out, and the first one says so.
  func program(for linkType: LinkType) -> CaptureFilter.ProgramIndex {
    guard let filter else { return .none }
    return (try? filter.program(for: linkType)) ?? .never
  }
}
