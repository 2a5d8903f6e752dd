import ArgumentParser
import Bytes
import Foundation
import Store

/// Which span of a store's time is asked for.
struct SpanOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Only what lasted into the time from here on: 2h, 7d (90s, 30m, 4w) back from now, or ISO \
      8601 such as 2026-11-23T14:00, in UTC unless it says otherwise.
      """, valueName: "time"))
  var since: TimePoint?

  @Option(
    help: ArgumentHelp("Only what had begun by this time, given as for --since.", valueName: "time")
  )
  var until: TimePoint?

  func validate() throws {
    if let since = span.since, let until = span.until, since > until {
      throw ValidationError("'--since' is later than '--until'.")
    }
  }

  var span: StoreSpan {
    let now = Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
    return StoreSpan(since: since?.time(now: now), until: until?.time(now: now))
  }
}

extension TimePoint: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
