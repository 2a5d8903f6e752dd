/// Two halves of one work, each on a core: a thread fills batches, the caller uses them up.
package enum Overlap {
  /// Takes a full batch and leaves an empty one; false when no more are wanted.
  package typealias HandOver<Batch> = (inout Batch) -> Bool

  /// Calls `fill` on a thread of its own and `use` here, with every batch in order.
  ///
  /// At most `batches` are on their way at a time. `fill` gets an empty one and hands it over when
  /// it is full, as often as it likes; what is left in the last one is its own business. When `use`
  /// returns false, `interrupt` has to see to it that `fill` does not wait for anything but
  /// `handOver`. Both have ended when this returns, so the two closures may hold what the caller
  /// holds, but nothing in common.
  ///
  /// Where the system gives no thread, `use` is called from within `handOver`: the same results.
  package static func run<Batch>(
    _ batches: [Batch], interrupt: () -> Void = {},
    fill: (_ first: Batch, _ handOver: HandOver<Batch>) -> Void, use: (inout Batch) -> Bool
  ) {
    guard let first = batches.first else { return }
    let isThreaded = withoutActuallyEscaping(fill) { fill in
      let handover = Handover(empty: Array(batches.dropFirst()))
      let work = {
        fill(first) { batch in handover.exchange(&batch) }
        handover.finish()
      }
      guard batches.count > 1, let thread = WorkerThread(work) else { return false }
      while var batch = handover.next() {
        guard use(&batch) else {
          handover.stop()
          interrupt()
          break
        }
        handover.giveBack(consume batch)
      }
      thread.join()
      return true
    }
    if isThreaded { return }
    withoutActuallyEscaping(use) { use in fill(first, use) }
  }
}
