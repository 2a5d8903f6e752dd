import Bytes
package import Capture
import Synchronization

/// Keeps the last frames of a live capture on disk, on a thread of its own: a slow or full disk costs
/// frames of the ring, which are counted, and never one of the analysis.
package final class RingRecorder: Sendable {
  /// Frames on their way to the disk.
  struct Batch {
    struct Frame {
      var time: Timestamp
      var wireLength: Int
      var interface: Int
      var count: Int
    }

    static let limit = 1 << 18

    var frames: [Frame] = []
    var bytes: [UInt8] = []

    var isEmpty: Bool { frames.isEmpty }
    var isFull: Bool { bytes.count >= Self.limit }

    mutating func append(
      _ bytes: Span<UInt8>, time: Timestamp, wireLength: Int, interface: Int
    ) {
      frames.append(
        Frame(time: time, wireLength: wireLength, interface: interface, count: bytes.count))
      self.bytes.append(copying: bytes)
    }

    mutating func removeAll() {
      frames.removeAll(keepingCapacity: true)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  package struct State: Sendable {
    package var frames = 0
    /// Frames that the disk was too slow, or too full, for.
    package var drops = 0
    /// Why nothing is written just now.
    package var failure: String?
  }

  private let queue = LiveQueue([Batch](repeating: Batch(), count: 32))
  private let state = Mutex(State())
  private let folder: String
  private let limit: Int
  private let interfaces: [InterfaceDescription]

  /// How long it waits after a failure before it tries again, in milliseconds.
  private static let pause = 2_000

  package init(folder: String, bytes: Int, captures: [LiveCapture]) {
    self.folder = folder
    limit = bytes
    interfaces = captures.map { capture in
      InterfaceDescription(
        linkType: capture.linkType, ticksPerSecond: 1_000_000_000,
        name: WireText(Array(capture.interface.utf8)))
    }
  }

  package var current: State { state.withLock { $0 } }

  /// Writes until `finish`.
  func run() {
    var ring: FrameRing?
    var retry = ContinuousClock.now
    while !queue.isOver {
      guard let batch = queue.next(within: 1_000) else {
        if ring != nil { note { () throws(OutputFileError) in try ring?.flush() } }
        continue
      }
      if ContinuousClock.now >= retry {
        let isWritten = note { () throws(OutputFileError) in
          if ring == nil {
            ring = try FrameRing(
              folder: folder, bytes: limit, interfaces: interfaces, application: "Chokepoint")
          }
          if let ring { try write(batch, to: ring) }
        }
        if !isWritten { retry = .now + .milliseconds(Self.pause) }
      } else {
        state.withLock { $0.drops += batch.frames.count }
      }
      queue.giveBack(batch)
    }
    note { () throws(OutputFileError) in try ring?.finish() }
  }

  func finish() { queue.finish() }

  /// Takes a batch and leaves an empty one; its frames are lost where the disk is behind.
  func take(_ batch: inout Batch) {
    if !queue.exchange(&batch) {
      let count = batch.frames.count
      state.withLock { $0.drops += count }
    }
    batch.removeAll()
  }

  private func write(_ batch: Batch, to ring: FrameRing) throws(OutputFileError) {
    var start = 0
    let bytes = batch.bytes.span
    var written = 0
    defer {
      state.withLock {
        $0.frames += written
        $0.drops += batch.frames.count - written
      }
    }
    for frame in batch.frames {
      try ring.write(
        bytes.extracting(start..<(start + frame.count)), wireLength: frame.wireLength,
        time: frame.time, interface: frame.interface)
      start += frame.count
      written += 1
    }
  }

  /// Does something with the disk and notes how it went.
  @discardableResult
  private func note(_ work: () throws(OutputFileError) -> Void) -> Bool {
    do throws(OutputFileError) {
      try work()
      state.withLock { $0.failure = nil }
      return true
    } catch {
      state.withLock { $0.failure = error.description }
      return false
    }
  }
}
