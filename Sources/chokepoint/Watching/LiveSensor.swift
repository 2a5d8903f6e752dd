import Alerts
import ArgumentParser
import Bytes
import Capture
import Diagnosis
import Packets
import Pipeline
import Reports
import Sensor
import SensorMetrics
import Sessions
import Settings

/// A sensor at work: frames in, incidents told, until it is asked to end.
final class LiveSensor {
  /// How often sessions are weighed, unless weighing takes long.
  private static let beat = Duration.milliseconds(500)
  /// Open sessions that a diagnosis looks at.
  private static let openSessions = 20_000

  private let pipeline: LivePipeline
  private let options: DiagnosisOptions
  /// When it ends by itself, and what it writes then.
  struct End {
    var duration: Int?
    var report: String?
  }

  private let end: End
  private var settings: SensorConfiguration
  /// Reads the configuration again; nil where something is wrong with it.
  private let reload: (() -> SensorConfiguration?)?
  private let judge: Judge
  private let signals = SignalWatch()
  private var window: SessionWindow
  private var book: IncidentBook
  private var line = StatusLine()
  private var latest: Diagnosis?
  private var hasTrouble = false
  private var failed: Set<String> = []
  private var dropsTold = 0
  private var clockSettings = 0
  private var ringFailure: String?
  private let alerts: AlertDispatcher?
  private let metrics = MetricsServing()
  private let store: StoreKeeping?
  private let manager = ServiceManager()
  private var links = LinkWatch()
  private var counting = SensorCounting()

  init(
    pipeline: LivePipeline, diagnosis: DiagnosisOptions, settings: SensorConfiguration, end: End,
    store: StoreKeeping?, reload: (() -> SensorConfiguration?)?
  ) {
    self.store = store
    self.pipeline = pipeline
    options = diagnosis
    self.settings = settings
    self.end = end
    self.reload = reload
    judge = Judge(options: diagnosis)
    alerts = AlertSending.dispatcher(settings)
    window = SessionWindow(limit: settings.sessions)
    book = IncidentBook(settings.rules)
    book.earlier = store?.earlier ?? []
  }

  /// Watches until a signal, the end of the time, or of all interfaces; the exit status.
  func run() throws -> Int32 {
    guard pipeline.start() else {
      Terminal.message("no threads to capture with")
      return 2
    }
    let server = try serveMetrics()
    manager?.ready("capturing")
    Terminal.message(
      "watching \(settings.interfaces.joined(separator: ", ")); SIGINT or SIGTERM ends it")
    let start = ContinuousClock.now
    var (nextBeat, nextWeighing) = (start + Self.beat, start)
    var (errorsForgotten, memoryGivenBack) = (start, start)
    var isSettled = false
    var lastSign = start
    while !signals.endIsAsked {
      let isQuiet = !pipeline.step(within: 100)
      let now = ContinuousClock.now
      if let duration = end.duration, now - start >= .seconds(duration) { break }
      guard now >= nextBeat else { continue }
      nextBeat = now + Self.beat
      if isQuiet { pipeline.tick() }
      if !isSettled, now - start >= .seconds(settings.quiet) {
        // Nobody was refused again: what an earlier run left open is over.
        book.earlier = []
        store?.settle()
        isSettled = true
      }
      if now - errorsForgotten > .seconds(600) {
        pipeline.forgetErrors()
        errorsForgotten = now
      }
      if now - memoryGivenBack > .seconds(60) {
        Heap.giveBackFreePages()
        memoryGivenBack = now
      }
      if signals.takeReloadRequest() { takeNewSettings() }
      if signals.takeCounterRequest() { Terminal.message(CounterText.text(pipeline.status)) }
      noteClock()
      gather()
      if let result = judge.take() {
        try tell(result.diagnosis, at: result.time)
        // A machine that weighs for long weighs seldom: capturing comes first.
        nextWeighing = now + result.duration * 3
      }
      if now >= nextWeighing, !judge.isBusy, let time = pipeline.now {
        let open = pipeline.open(limit: Self.openSessions)
        counting.take(open, latest?.headroom ?? [])
        store?.keep(
          open, loads: counting.samples(at: time), pipeline.status, from: pipeline.firstFrameTime,
          to: time)
        _ = judge.weigh(window.closed + open, at: time)
      }
      noteTrouble()
      let status = pipeline.status
      let targets = alerts?.status ?? []
      // Only a loop that goes round gives a sign.
      if let rhythm = manager?.watchdog, now - lastSign >= rhythm {
        manager?.alive("\(status.frames) frames, \(book.open.count) incidents open")
        lastSign = now
      }
      metrics.update(
        counting.snapshot(
          status, alerts: targets, store: store?.status, incidents: book.open.count),
        counting.health(status, alerts: targets, store: store?.status))
      line.show(status, book: book, headroom: latest?.headroom ?? [])
      if !pipeline.isAlive {
        hasTrouble = true
        break
      }
    }
    line.clear()
    let status = try finish()
    if let server { try Waiting.wait { await server.stop() } }
    return status
  }

  private func serveMetrics() throws -> MetricsServer? {
    guard let endpoint = settings.metrics else { return nil }
    do {
      let (server, port) = try metrics.serve(endpoint, key: store?.labelKey)
      Terminal.message("metrics are served on port \(port)")
      return server
    } catch {
      Terminal.message("metrics cannot be served at \(endpoint.listen): \(error)")
      throw ExitCode(2)
    }
  }

  /// Says that the system's clock was set, and goes on with times of the clock as it is now.
  private func noteClock() {
    let new = pipeline.clockSettings(after: clockSettings)
    if !new.isEmpty { store?.clockWasSet(pipeline.clockSettings(after: 0)) }
    for setting in new {
      clockSettings += 1
      line.clear()
      Terminal.message(
        "the system's clock was set \(setting.step < .zero ? "back" : "ahead") by"
          + " \(abs(setting.step.nanoseconds) / 1_000_000_000) s before frame"
          + " \(setting.frame + 1); earlier times are told by the clock as it is now")
      book.clockWasSet(by: setting.step)
      window.clockWasSet(setting)
      // What is being weighed still has the old times.
      judge.forget()
    }
  }

  private func gather() {
    let ended = pipeline.takeClosed()
    counting.add(ended, options.signatures)
    store?.keep(ended)
    window.add(ended)
    if let now = pipeline.now { window.forget(before: now) }
  }

  private func tell(_ diagnosis: Diagnosis, at time: Timestamp) throws {
    latest = diagnosis
    try tell(book.take(diagnosis.incidents, at: time))
  }

  private func tell(_ events: [IncidentEvent]) throws {
    for event in events {
      line.clear()
      switch settings.format {
      case .text: try Output.write(WatchText.line(event) + "\n", to: nil)
      case .jsonl: try Output.write(try WatchJSON.line(event), to: nil)
      }
      try store?.keep(event)
      if let alerts, let alert = try AlertSending.alert(event) { alerts.send(alert) }
    }
  }

  /// Reads the configuration again; where something is wrong with it, the old one stays.
  private func takeNewSettings() {
    line.clear()
    guard let reload else {
      return Terminal.message("there is no configuration file to read again")
    }
    guard let new = reload() else {
      return Terminal.message("the configuration stays as it was")
    }
    if !new.opensLike(settings) {
      Terminal.message(
        "interfaces, their options, the user and the ring change with a restart only")
    }
    settings.refusals = new.refusals
    settings.quiet = new.quiet
    settings.sessions = new.sessions
    settings.format = new.format
    book.rules = settings.rules
    window.limit = settings.sessions
    Terminal.message("the configuration was read again")
  }

  /// Says once what an interface lacks, and each time that frames were lost.
  private func noteTrouble() {
    let status = pipeline.status
    for interface in status.interfaces {
      guard let failure = interface.failure, failed.insert(interface.name).inserted else {
        continue
      }
      line.clear()
      Terminal.message("\(failure); \(interface.frames) frames were taken before")
      hasTrouble = true
    }
    noteRing(status.ring)
    for message in links.look(at: status.interfaces) {
      line.clear()
      Terminal.message(message)
    }
    let drops = status.drops
    guard drops >= max(1, dropsTold * 2) else { return }
    dropsTold = drops
    line.clear()
    Terminal.message("frames were lost: \(CounterText.drops(status))")
  }

  /// Says once that the ring is not written, and once that it is again.
  private func noteRing(_ ring: RingRecorder.State?) {
    guard let ring, ring.failure != ringFailure else { return }
    line.clear()
    if let failure = ring.failure {
      if ringFailure == nil {
        Terminal.message("\(failure); the ring waits, \(ring.drops) frames of it were lost")
      }
    } else {
      Terminal.message("the ring is written again; \(ring.drops) frames of it were lost")
    }
    ringFailure = ring.failure
  }

  /// Follows what is on its way to its end, and sums up.
  private func finish() throws -> Int32 {
    manager?.stopping()
    pipeline.stop()
    noteClock()
    gather()
    judge.finish()
    if let result = judge.take() { try tell(result.diagnosis, at: result.time) }
    let diagnosis = Diagnosis(of: window.closed, options: options)
    let now = pipeline.now ?? Timestamp(nanoseconds: 0)
    try tell(diagnosis, at: now)
    try tell(book.finish(at: now))
    store?.finish(pipeline.status, from: pipeline.firstFrameTime, to: pipeline.now)
    if let alerts { try Waiting.wait { await alerts.shutdown(within: .seconds(10)) } }
    Terminal.message(CounterText.text(pipeline.status))
    if let output = end.report {
      try Output.write(
        try ReportFormat(path: output).text(
          report(on: diagnosis), showsAll: false, language: .english), to: output)
    }
    if hasTrouble { return 2 }
    return book.count > 0 || !diagnosis.incidents.isEmpty ? 1 : 0
  }

  private func report(on diagnosis: Diagnosis) -> Report {
    let status = pipeline.status
    let facts = CaptureFacts(
      path: status.interfaces.map(\.name).joined(separator: ", "), linkTypes: [],
      frames: status.frames, bytes: status.payloadBytes,
      start: pipeline.firstFrameTime, end: pipeline.now, origin: pipeline.firstFrameTime, digits: 9,
      warnings: [],
      drops: status.drops, sha256: nil)
    return Report(
      captures: [facts], diagnosis: diagnosis, connections: status.opened)
  }
}

extension SensorConfiguration {
  fileprivate var rules: IncidentRules {
    var rules = IncidentRules()
    rules.refusals = refusals
    rules.quiet = .seconds(Int64(quiet))
    return rules
  }

  /// Whether what is settled at the start is the same.
  fileprivate func opensLike(_ other: SensorConfiguration) -> Bool {
    interfaces == other.interfaces && filter == other.filter && anyPort == other.anyPort
      && buffer == other.buffer && snapLength == other.snapLength
      && isPromiscuous == other.isPromiscuous && isImmediate == other.isImmediate
      && user == other.user && ring == other.ring && store == other.store
      && alerts == other.alerts && metrics == other.metrics
  }
}
