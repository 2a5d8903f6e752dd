#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread that does one piece of work.
@safe package struct WorkerThread {
  private final class Work {
    let run: () -> Void

    init(_ run: @escaping () -> Void) { self.run = run }
  }

  private let thread: pthread_t

  /// Starts `work`; nil when the system gives no thread.
  ///
  /// Until `join` returns, whoever starts it touches nothing that `work` touches.
  package init?(_ work: @escaping () -> Void) {
    let work = unsafe Unmanaged.passRetained(Work(work))
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
          return nil
        }, work.toOpaque())
      guard status == 0, let thread = unsafe thread else {
        unsafe work.release()
        return nil
      }
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          if let argument = unsafe argument {
            unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
          }
          return nil
        }, work.toOpaque())
      guard status == 0 else {
        unsafe work.release()
        return nil
      }
    #endif
    self.thread = thread
  }

  /// Waits for the work's end.
  package func join() { pthread_join(thread, nil) }
}
