// glibc's timespec has more than one module to come from, and libpcap's is the one in this module.
import CPcap

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A bounded queue from threads that capture, which never wait, to one that analyses.
@safe package final class LiveQueue<Batch>: @unchecked Sendable {
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let filled: UnsafeMutablePointer<pthread_cond_t>
  private var empty: [Batch]
  private var full: [Batch] = []
  private let capacity: Int
  private var isFinished = false

  package init(_ batches: [Batch]) {
    empty = batches
    capacity = batches.count
    full.reserveCapacity(batches.count)
    unsafe lock = .allocate(capacity: 1)
    unsafe lock.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(lock, nil)
    unsafe filled = .allocate(capacity: 1)
    unsafe filled.initialize(to: pthread_cond_t())
    // The clock that a jump of the system's time does not touch.
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(filled, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(filled)
    unsafe filled.deallocate()
    unsafe pthread_mutex_destroy(lock)
    unsafe lock.deallocate()
  }

  /// Hands a batch over and takes an empty one for it; false where none is empty: the batch stays as
  /// it is, and what does not fit into it is lost.
  package func exchange(_ batch: inout Batch) -> Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    guard var next = empty.popLast() else { return false }
    swap(&batch, &next)
    full.append(next)
    unsafe pthread_cond_signal(filled)
    return true
  }

  /// The next batch; nil when none came within `milliseconds`, or when all is over.
  package func next(within milliseconds: Int) -> Batch? {
    var deadline = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
    deadline.tv_sec += milliseconds / 1_000
    deadline.tv_nsec += (milliseconds % 1_000) * 1_000_000
    if deadline.tv_nsec >= 1_000_000_000 {
      deadline.tv_sec += 1
      deadline.tv_nsec -= 1_000_000_000
    }
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    while full.isEmpty, !isFinished {
      if unsafe pthread_cond_timedwait(filled, lock, &deadline) == ETIMEDOUT { break }
    }
    return full.isEmpty ? nil : full.removeFirst()
  }

  /// Gives a used batch back.
  package func giveBack(_ batch: consuming Batch) {
    unsafe pthread_mutex_lock(lock)
    empty.append(batch)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Wakes up whoever waits for a batch: no more will come.
  package func finish() {
    unsafe pthread_mutex_lock(lock)
    isFinished = true
    unsafe pthread_cond_signal(filled)
    unsafe pthread_mutex_unlock(lock)
  }

  /// Whether half of the batches wait: whoever fills them should fill them up.
  package var isCrowded: Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return empty.count < capacity / 2
  }

  /// Whether nothing is left and nothing will come.
  package var isOver: Bool {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return isFinished && full.isEmpty
  }

  /// Batches on their way, and how many there may be.
  package var depth: (now: Int, most: Int) {
    unsafe pthread_mutex_lock(lock)
    defer { unsafe pthread_mutex_unlock(lock) }
    return (full.count, capacity)
  }
}
