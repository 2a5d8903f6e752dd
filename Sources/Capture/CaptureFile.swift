import Bytes

/// A capture file, read from its start to its end: pcap, pcapng, or gzip of either.
///
/// It keeps one chunk of the file, whatever the file's size. The bytes of a frame are its own
/// buffer and gone when the body returns.
package struct CaptureFile: ~Copyable {
  private enum Progress {
    case reading
    case complete
    case damaged(CaptureError)
  }

  private let path: String
  private let isGzip: Bool
  private let source: any ByteSource
  private var window: ByteWindow
  private var gate: FrameGate
  private var format: CaptureFormat
  private var progress = Progress.reading

  /// Opens a file, or standard input for `-`, and reads its file header.
  ///
  /// Throws only when no frame can be read, or when `filter` is no BPF expression for its (first)
  /// link type. Opening a FIFO waits for its writer.
  package init(path: String, filter: String? = nil) throws(CaptureError) {
    let source: FileSource
    do throws(CaptureFault) {
      source = path == "-" ? .standardInput : try FileSource(path: path)
    } catch {
      throw CaptureError(error, path: path)
    }
    try self.init(source: source, name: path, filter: filter)
  }

  /// Reads a capture that lies in memory.
  package init(
    bytes: [UInt8], name: String = "memory", filter: String? = nil
  ) throws(CaptureError) {
    try self.init(source: MemorySource(bytes), name: name, filter: filter)
  }

  /// Reads a capture from any source of bytes.
  package init(
    source: any ByteSource, name: String, filter: String? = nil
  ) throws(CaptureError) {
    var window = ByteWindow(source)
    var gate = FrameGate(filter: filter.map { CaptureFilter($0) })
    let isGzip = window.holds(2) && GzipSource.recognises(window.bytes)
    do throws(CaptureFault) {
      if isGzip {
        window = ByteWindow(try GzipSource(source, beginning: window.bytes.copy()))
      }
      format = try CaptureFormat(of: &window, through: &gate)
    } catch {
      throw CaptureError(error, path: name, isInsideGzip: isGzip)
    }
    self.source = source
    self.window = window
    self.gate = gate
    self.isGzip = isGzip
    path = name
  }

  /// Hands over the frames that follow until the body returns false or the frames end.
  ///
  /// A later call goes on behind the last frame. Damage ends the frames; the summary names it.
  package mutating func forEachFrame(_ body: FrameBody) {
    forEachPlacedFrame { header, bytes, _ in body(header, bytes) }
  }

  /// The same, asking before it waits for more bytes; where the answer is false it stops for good.
  ///
  /// All frames between two questions lie in one buffer.
  package mutating func forEachFrame(
    beforeReading asks: ByteWindow.Question, _ body: PlacedFrameBody
  ) {
    withoutActuallyEscaping(asks) { asks in
      window.beforeReading = asks
      forEachPlacedFrame(body)
      window.beforeReading = nil
    }
  }

  /// Exchanges the buffer in which the last frames lie, between two calls.
  package mutating func exchangeBuffer(_ spare: inout [UInt8]) { window.exchange(&spare) }

  private mutating func forEachPlacedFrame(_ body: PlacedFrameBody) {
    guard case .reading = progress else { return }
    do throws(CaptureFault) {
      let reading = try format.readFrames(from: &window, through: &gate, to: body)
      if case .complete = reading { progress = .complete }
    } catch {
      progress =
        window.isInterrupted
        ? .complete : .damaged(CaptureError(error, path: path, isInsideGzip: isGzip))
    }
  }

  /// Ends a `forEachFrame` that is at work on another thread, even where it waits for bytes.
  ///
  /// It sees to the waiting only: its body, or what it asks before reading, has to end the rest.
  package var interrupter: () -> Void {
    let source = source
    return { source.interrupt() }
  }

  /// What the capture says of an interface of the section that was read last; nil for another one.
  package func description(ofInterface index: Int) -> InterfaceDescription? {
    format.description(of: index)
  }

  /// What was read so far.
  package var summary: CaptureSummary {
    let ledger = gate.ledger
    return CaptureSummary(
      path: path, linkTypes: ledger.linkTypes, frames: ledger.frames,
      lastFrameNumber: ledger.number, framesHandedOver: ledger.framesHandedOver,
      framesFilteredOut: ledger.framesFilteredOut, bytes: ledger.bytes,
      firstTime: ledger.span?.first, lastTime: ledger.span?.last,
      subsecondDigits: ledger.subsecondDigits, warnings: ledger.warnings.all,
      drops: Int(clamping: format.drops), damage: damage)
  }

  private var damage: CaptureError? {
    if case .damaged(let error) = progress { error } else { nil }
  }
}
