package import Bytes
package import Capture
import Packets
package import Sessions
import Streams
import Synchronization

/// Interfaces on their way from frames to sessions, until it is stopped.
///
/// Each interface is read and decoded on a thread of its own and never waits; `step` follows the
/// connections on the caller's. What is kept is bounded, however long it runs.
package final class LivePipeline {
  /// What was captured, and lost, of one interface.
  package struct Interface: Sendable {
    package var name: String
    /// Frames that came as far as this program.
    package var frames: Int
    /// Frames that were lost by the interface, by the kernel's buffer, by the queue to the analysis.
    package var interfaceDrops: Int
    package var kernelDrops: Int
    package var queueDrops: Int
    /// For how many seconds its loop gave no sign of life.
    package var silence: Int
    /// Why nothing comes any more.
    package var failure: String?

    package var drops: Int { interfaceDrops + kernelDrops + queueDrops }
  }

  /// All counters as of one moment.
  package struct Status: Sendable {
    package var interfaces: [Interface]
    /// TCP segments among the frames, and their bytes.
    package var segments: Int
    package var payloadBytes: Int
    /// Connections opened so far, followed now, and given up for want of room.
    package var opened: Int
    package var connections: Int
    package var evicted: Int
    /// Mail sessions that have ended.
    package var ended: Int
    /// Facts of sessions, and sessions, that were over a limit.
    package var dropped: Int
    /// What became of the frames that are kept on disk; nil where none are.
    package var ring: RingRecorder.State?
    /// Batches that wait for the analysis, and how many may.
    package var queue: (now: Int, most: Int)

    package var frames: Int { interfaces.reduce(0) { $0 + $1.frames } }
    package var drops: Int { interfaces.reduce(0) { $0 + $1.drops } }
  }

  /// Batches on their way at most; each holds up to 1,024 segments or 64 KiB.
  private static let batches = 128

  private let feeds: [LiveFeed]
  private let queue: LiveQueue<SegmentBatch>
  private let options: PipelineOptions
  private let ring: RingRecorder?
  private var stages: LiveStages
  private let numbers = FrameNumbers()
  private var threads: [WorkerThread] = []
  private var ringThread: WorkerThread?
  /// The last frame's time, and when it was looked at by the clock that never jumps.
  private var lastFrame: (time: Timestamp, seen: ContinuousClock.Instant)?
  private var clock = ClockWatch()
  private let began = ContinuousClock.now
  private var captureStart: Timestamp?

  /// Follows interfaces that are open.
  ///
  /// - Parameter ring: where their last frames are kept; nil keeps none.
  package init(_ captures: [LiveCapture], options: PipelineOptions, ring: RingRecorder? = nil) {
    self.options = options
    self.ring = ring
    feeds = captures.enumerated().map { LiveFeed($1, place: $0, ring: ring) }
    stages = LiveStages(options: options)
    let digester = stages.digester
    queue = LiveQueue((0..<Self.batches).map { _ in SegmentBatch(digestedBy: digester) })
  }

  /// Starts to read; false where the system gives no threads.
  package func start() -> Bool {
    let (queue, numbers, limits) = (queue, numbers, options.packets)
    let digester = stages.digester
    if let ring {
      guard let thread = WorkerThread({ ring.run() }) else { return false }
      ringThread = thread
    }
    for feed in feeds {
      let thread = WorkerThread {
        feed.run(
          into: queue, batch: SegmentBatch(digestedBy: digester), limits: limits,
          digester: digester,
          numbers: numbers.last)
      }
      guard let thread else { return false }
      threads.append(thread)
    }
    return true
  }

  /// Follows what has come, or comes within so many milliseconds; false when nothing did.
  @discardableResult
  package func step(within milliseconds: Int) -> Bool {
    let next = queue.next(within: milliseconds)
    let (before, system) = (ContinuousClock.now, SystemClock.now)
    // Where the thread had to wait between the clocks, they say nothing of each other.
    if .now - before < .seconds(1) {
      clock.compare(system: system, steady: Self.interval(before - began))
    }
    guard let batch = next else { return false }
    for entry in batch.entries where clock.isLooking { clock.look(at: entry.stamp, system: system) }
    stages.take(batch)
    if captureStart == nil { captureStart = batch.captureStart }
    if let last = batch.entries.last { lastFrame = (last.stamp.time, .now) }
    queue.giveBack(batch)
    return true
  }

  /// Lets time act on connections where nothing comes: by the clock that nobody can set.
  package func tick() {
    guard let now else { return }
    stages.advance(to: now)
  }

  /// The time in the capture; nil before the first frame.
  package var now: Timestamp? {
    lastFrame.map { last in
      last.time.advanced(by: Self.interval(.now - last.seen))
    }
  }

  /// When the first frame was captured, by the clock as it is.
  package var firstFrameTime: Timestamp? {
    captureStart.map { start in clock.settings.reduce(start) { $0.advanced(by: $1.step) } }
  }

  private static func interval(_ duration: Duration) -> Interval {
    let (seconds, atto) = duration.components
    return Interval(nanoseconds: seconds * 1_000_000_000 + atto / 1_000_000_000)
  }

  /// Whether any interface still delivers.
  package var isAlive: Bool { feeds.contains { $0.current.failure == nil } }

  /// Stops reading, follows what is on its way, and closes all connections.
  package func stop() {
    for feed in feeds { feed.stop() }
    while !threads.isEmpty, feeds.contains(where: { !$0.current.hasEnded }) { step(within: 20) }
    for thread in threads { thread.join() }
    threads = []
    while step(within: 0) {}
    ring?.finish()
    ringThread?.join()
    stages.finish()
  }

  /// The moments at which the system's clock was set, as far as a frame has come since, but for the
  /// first `known`.
  package func clockSettings(after known: Int) -> [ClockSetting] {
    clock.settings.suffix(max(0, clock.count - known))
  }

  /// The sessions that have ended since this was asked last; their times are of the clock as it is.
  package func takeClosed() -> [MailSession] { timed(stages.takeClosed()) }

  /// Those that go on, as they would be if they ended now; at most `limit`, the first ones.
  package func open(limit: Int) -> [MailSession] { timed(stages.open(limit: limit)) }

  private func timed(_ sessions: [MailSession]) -> [MailSession] {
    clock.settings.isEmpty ? sessions : sessions.map { $0.timed(after: clock.settings) }
  }

  package func forgetErrors() { stages.forgetErrors() }

  package var status: Status {
    var packets = PacketStatistics()
    let interfaces = feeds.map { feed -> Interface in
      let state = feed.current
      packets.add(state.packets)
      return Interface(
        name: feed.capture.interface, frames: state.frames,
        interfaceDrops: state.counts.droppedByInterface, kernelDrops: state.counts.droppedByKernel,
        queueDrops: state.queueDrops,
        silence: Int((ContinuousClock.now - state.alive).components.seconds),
        failure: state.failure?.description)
    }
    let (streams, tracking) = (stages.streams, stages.tracking)
    return Status(
      interfaces: interfaces, segments: packets.segments, payloadBytes: streams.payloadBytes,
      opened: streams.opened, connections: stages.openCount, evicted: streams.limits.connections,
      ended: tracking.connections - tracking.foreign - tracking.undecided,
      dropped: tracking.factsDropped + tracking.sessionsDropped, ring: ring?.current,
      queue: queue.depth)
  }
}

/// The number of the last frame, for all threads.
final class FrameNumbers: Sendable {
  let last = Atomic(0)
}
