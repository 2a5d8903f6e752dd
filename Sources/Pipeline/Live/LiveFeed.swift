import Bytes
import Capture
import Packets
import Streams
import Synchronization

/// One interface on its way into the queue: reads and decodes on a thread of its own.
final class LiveFeed: Sendable {
  /// What has happened to the interface so far.
  struct State: Sendable {
    var counts = LiveCounts()
    var packets = PacketStatistics()
    /// Frames handed over by the kernel.
    var frames = 0
    /// Frames for which the queue had no place.
    var queueDrops = 0
    /// When the loop was seen alive last: it is, also where nothing comes.
    var alive = ContinuousClock.now
    /// Why nothing comes any more.
    var failure: LiveCaptureError?
    /// Whether nothing will be handed over any more.
    var hasEnded = false
  }

  let capture: LiveCapture
  private let place: Int
  private let state = Mutex(State())
  private let isStopped = Atomic(false)
  private let ring: RingRecorder?

  init(_ capture: LiveCapture, place: Int, ring: RingRecorder?) {
    self.capture = capture
    self.place = place
    self.ring = ring
  }

  var current: State { state.withLock { $0 } }

  func stop() {
    isStopped.store(true, ordering: .relaxed)
    capture.stop()
  }

  /// Reads until it is stopped or the interface fails.
  ///
  /// - Parameter numbers: the number of the last frame of all interfaces.
  func run(
    into queue: LiveQueue<SegmentBatch>, batch first: SegmentBatch, limits: PacketLimits,
    digester: SegmentDigester, numbers: borrowing Atomic<Int>
  ) {
    var batch = first
    var decoder = PacketDecoder(limits: limits)
    var start: Timestamp?
    var kept = RingRecorder.Batch()
    while !isStopped.load(ordering: .relaxed) {
      var (frames, drops) = (0, 0)
      let reading = capture.read { time, wireLength, bytes in
        frames += 1
        if let ring {
          kept.append(bytes, time: time, wireLength: wireLength, interface: place)
          if kept.isFull { ring.take(&kept) }
        }
        if batch.isFull, !Self.turnOver(&batch, queue) {
          drops += 1
          return
        }
        let number = numbers.add(1, ordering: .relaxed).newValue
        if start == nil { start = time }
        let header = FrameHeader(
          number: number, time: time, capturedLength: bytes.count, wireLength: wireLength,
          linkType: capture.linkType, interface: place)
        batch.appendCopy(
          header, bytes, decodedBy: &decoder, digestedBy: digester, captureStart: start ?? time)
      }
      // A queue that waits is not filled up with batches of a few frames each.
      if !batch.isEmpty, !queue.isCrowded { _ = Self.turnOver(&batch, queue) }
      if !kept.isEmpty { ring?.take(&kept) }
      let packets = decoder.statistics
      let counts = capture.counts()
      state.withLock {
        $0.frames += frames
        $0.queueDrops += drops
        $0.packets = packets
        $0.counts = counts
        $0.alive = .now
        if case .failed(let error) = reading { $0.failure = error }
      }
      if case .failed = reading { break }
    }
    // What was captured is not lost for the end's sake: whoever analyses goes on until all have ended.
    for _ in 0..<Self.patience where !batch.isEmpty {
      if Self.turnOver(&batch, queue) { break }
      Pause.milliseconds(5)
    }
    state.withLock { $0.hasEnded = true }
  }

  /// How often the last batch is offered.
  private static let patience = 200

  private static func turnOver(
    _ batch: inout SegmentBatch, _ queue: LiveQueue<SegmentBatch>
  ) -> Bool {
    guard queue.exchange(&batch) else { return false }
    batch.removeAll()
    return true
  }
}
