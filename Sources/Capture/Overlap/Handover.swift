// glibc's pthread_cond_t has more than one module to come from, and libpcap's is the one here.
import CPcap

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A bounded queue between two threads, in which batches go round: one thread fills them and hands
/// them over in order, the other empties them and gives them back.
///
/// Each sleeps where the other has nothing for it. A wake-up is paid for batches, never for a frame.
@safe final class Handover<Batch>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let filled: UnsafeMutablePointer<pthread_cond_t>
  private let emptied: UnsafeMutablePointer<pthread_cond_t>
  private var empty: [Batch]
  private var full: [Batch] = []
  private var isFinished = false
  private var isStopped = false
  private var fillerWaits = false
  /// How many empty batches wake up the thread that fills: a wake-up costs more than a batch is
  /// worth, and meanwhile the other thread has the rest to do.
  private let wakeUp: Int

  init(empty: [Batch]) {
    self.empty = empty
    wakeUp = max(1, empty.count / 2)
    unsafe lock = .allocate(capacity: 1)
    unsafe lock.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(lock, nil)
    unsafe filled = Self.condition()
    unsafe emptied = Self.condition()
  }

  deinit {
    unsafe pthread_cond_destroy(filled)
    unsafe filled.deallocate()
    unsafe pthread_cond_destroy(emptied)
    unsafe emptied.deallocate()
    unsafe pthread_mutex_destroy(lock)
    unsafe lock.deallocate()
  }

  private static func condition() -> UnsafeMutablePointer<pthread_cond_t> {
    let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    unsafe condition.initialize(to: pthread_cond_t())
    unsafe pthread_cond_init(condition, nil)
    return unsafe condition
  }

  /// Hands a batch over and takes an empty one for it; false when no more are wanted.
  ///
  /// While it waits for an empty one, the other thread has enough to do.
  func exchange(_ batch: inout Batch) -> Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while empty.isEmpty, !isStopped {
      fillerWaits = true
      unsafe pthread_cond_wait(emptied, lock)
    }
    fillerWaits = false
    guard !isStopped, var next = empty.popLast() else { return false }
    swap(&batch, &next)
    full.append(next)
    unsafe pthread_cond_signal(filled)
    return true
  }

  /// Says that no more batches follow.
  func finish() {
    unsafe pthread_mutex_lock(lock)
    isFinished = true
    unsafe pthread_cond_signal(filled)
    unsafe pthread_mutex_unlock(lock)
  }

  /// The next batch; nil when there are no more.
  func next() -> Batch? {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while full.isEmpty, !isFinished { unsafe pthread_cond_wait(filled, lock) }
    return full.isEmpty ? nil : full.removeFirst()
  }

  /// Gives an emptied batch back.
  ///
  /// Once all that were handed over are emptied, they are more than it takes to wake the filler up.
  func giveBack(_ batch: consuming Batch) {
    unsafe pthread_mutex_lock(lock)
    empty.append(batch)
    let wakes = fillerWaits && empty.count >= wakeUp
    if wakes { fillerWaits = false }
    unsafe pthread_mutex_unlock(lock)
    if wakes { unsafe pthread_cond_signal(emptied) }
  }

  /// Says that no more batches are wanted.
  func stop() {
    unsafe pthread_mutex_lock(lock)
    isStopped = true
    unsafe pthread_cond_signal(emptied)
    unsafe pthread_mutex_unlock(lock)
  }
}
