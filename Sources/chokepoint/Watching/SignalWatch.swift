import Dispatch
import Glibc
import Synchronization

/// Signals that a running sensor heeds, noted until they are asked for.
final class SignalWatch {
  private final class Notes: Sendable {
    let isEnding = Atomic(false)
    let wantsCounters = Atomic(false)
    let wantsReload = Atomic(false)

    func note(_ number: Int32) {
      switch number {
      case SIGUSR1: wantsCounters.store(true, ordering: .relaxed)
      case SIGHUP: wantsReload.store(true, ordering: .relaxed)
      default: isEnding.store(true, ordering: .relaxed)
      }
    }
  }

  private let notes = Notes()
  private let sources: [any DispatchSourceSignal]

  init() {
    // The default actions would come first.
    for number in [SIGINT, SIGTERM, SIGHUP, SIGUSR1] { _ = signal(number, SIG_IGN) }
    sources = [SIGINT, SIGTERM, SIGHUP, SIGUSR1].map { number in
      DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for (source, number) in zip(sources, [SIGINT, SIGTERM, SIGHUP, SIGUSR1]) {
      let notes = notes
      source.setEventHandler { notes.note(number) }
      source.resume()
    }
  }

  deinit { for source in sources { source.cancel() } }

  /// Whether the program was asked to end.
  var endIsAsked: Bool { notes.isEnding.load(ordering: .relaxed) }

  func takeCounterRequest() -> Bool { notes.wantsCounters.exchange(false, ordering: .relaxed) }
  func takeReloadRequest() -> Bool { notes.wantsReload.exchange(false, ordering: .relaxed) }
}
