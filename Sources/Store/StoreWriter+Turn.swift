import Synchronization

/// When a writer tries again, and when it tidies up.
struct StoreRhythm {
  /// The pause after the next failure; nil while all is well.
  var pause: Duration?
  var lastPruning: ContinuousClock.Instant?
  /// Whether the last step of tidying up left something to do.
  var hasMoreToPrune = false
}

/// What a turn left unwritten, and why.
private struct Unwritten: Error {
  var batch: StoreBatch
  var reason: StoreError
}

extension StoreWriter {
  /// Writes batches until nothing waits or the store fails.
  func turn() {
    do throws(Unwritten) {
      while let batch = takeBatch() {
        try write(batch)
        try prune()
      }
      try prune()
    } catch {
      state.withLock { $0.queue.giveBack(error.batch) }
      fail(error.reason)
      return
    }
    succeed()
  }

  /// The next batch; nil, and the turn is over, where nothing waits.
  private func takeBatch() -> StoreBatch? {
    state.withLock { state in state.queue.isEmpty ? nil : state.queue.take() }
  }

  /// Writes a batch; of one that is refused for good all but the rows that are at fault.
  private func write(_ batch: StoreBatch) throws(Unwritten) {
    do throws(StoreError) {
      try store.write(batch)
    } catch {
      guard !error.mayPass else { throw Unwritten(batch: batch, reason: error) }
      guard let (first, second) = batch.halves else {
        state.withLock { state in
          state.queue.settle(batch)
          state.refused += batch.counts
        }
        tell(.refused(error, batch.counts))
        return
      }
      do throws(Unwritten) {
        try write(first)
      } catch {
        throw Unwritten(batch: error.batch.followed(by: second), reason: error.reason)
      }
      try write(second)
      return
    }
    let resumed = state.withLock { state in
      state.queue.settle(batch)
      state.written += batch.counts
      return state.resume()
    }
    rhythm.withLock { $0.pause = nil }
    if let lost = resumed { tell(.resumed(lost: lost)) }
  }

  private func fail(_ error: StoreError) {
    let isNew = state.withLock { state in
      defer { state.trouble = error }
      guard state.trouble == nil else { return false }
      state.lostBefore = state.queue.lost
      return true
    }
    let pause = rhythm.withLock { rhythm in
      let pause = min(rhythm.pause ?? limits.firstPause, limits.longestPause)
      rhythm.pause = min(pause * 2, limits.longestPause)
      return pause
    }
    if isNew { tell(.stopped(error)) }
    schedule(after: pause)
  }

  /// Ends a turn in which all went well; there may be more to do already.
  private func succeed() {
    let resumed = state.withLock { $0.resume() }
    rhythm.withLock { $0.pause = nil }
    if let lost = resumed { tell(.resumed(lost: lost)) }
    let hasMoreToPrune = rhythm.withLock { $0.hasMoreToPrune }
    let goesOn = state.withLock { state in
      let hasMore = !state.queue.isEmpty || (hasMoreToPrune && !state.isFinished)
      state.isScheduled = hasMore
      return hasMore
    }
    if goesOn { schedule(after: limits.gathering) }
  }

  /// Takes one step of tidying up where it is time.
  private func prune() throws(Unwritten) {
    guard let now = state.withLock({ $0.now }) else { return }
    let (isDue, clock) = rhythm.withLock { rhythm in
      let clock = ContinuousClock.now
      let isDue = rhythm.lastPruning.map { clock - $0 >= limits.pruning } ?? true
      return (isDue || rhythm.hasMoreToPrune, clock)
    }
    guard isDue else { return }
    let hasMore: Bool
    do throws(StoreError) {
      hasMore = try store.prune(retention, now: now)
    } catch {
      throw Unwritten(batch: StoreBatch(), reason: error)
    }
    rhythm.withLock { rhythm in
      rhythm.lastPruning = clock
      rhythm.hasMoreToPrune = hasMore
    }
  }
}

extension StoreWriter.State {
  /// Notes that the store takes rows again; what was lost since it did not, nil where it always did.
  fileprivate mutating func resume() -> StoreCounts? {
    guard trouble != nil else { return nil }
    trouble = nil
    return queue.lost - lostBefore
  }
}

extension StoreBatch {
  /// The batch in two; nil where nothing is left to divide.
  fileprivate var halves: (StoreBatch, StoreBatch)? {
    let total = counts.total
    guard total > 1 || (total == 1 && !(captures.isEmpty && clock.isEmpty)) else { return nil }
    var left = total / 2
    func divide<Row>(_ rows: [Row]) -> ([Row], [Row]) {
      let count = min(left, rows.count)
      left -= count
      return (Array(rows.prefix(count)), Array(rows.dropFirst(count)))
    }
    var (first, second) = (StoreBatch(captures: captures, clock: clock), StoreBatch())
    (first.sessions, second.sessions) = divide(sessions)
    (first.incidents, second.incidents) = divide(incidents)
    (first.samples, second.samples) = divide(samples)
    return (first, second)
  }

  fileprivate func followed(by other: StoreBatch) -> StoreBatch {
    StoreBatch(
      captures: captures + other.captures, clock: clock + other.clock,
      sessions: sessions + other.sessions,
      incidents: incidents + other.incidents, samples: samples + other.samples)
  }
}
