package import Bytes
import ServerRecords

/// What a server's own record says to an incident.
package struct Confirmation: Hashable, Sendable {
  package enum Effect: String, Hashable, Sendable {
    case confirms
    case refutes
    case corrects
    /// It lies near, but decides nothing.
    case undecided
  }

  /// The file, as given on the command line.
  package var file: String
  /// From 1.
  package var line: Int
  /// The command or log that it is from (`Get-ImapSettings`, `event 9646`).
  package var origin: Sentence
  /// What it says, in our words; names from the file are in it, so that every sink must escape it.
  package var statement: Sentence
  package var effect: Effect
  /// How far the file's clock was off; nil where times do not matter.
  package var clock: ClockOffset?
}

/// How far the clock of a log is ahead of the captures', as their common events show.
package struct ClockOffset: Hashable, Sendable {
  package enum Basis: Hashable, Sendable {
    /// Connections with the same addresses and ports in both.
    case sharedConnections
    /// Events that fall on refusals.
    case refusals
  }

  /// Log time less capture time.
  package var ahead: Interval
  /// Nine of ten matches lie no further from it.
  package var spread: Interval
  package var matches: Int
  package var basis: Basis

  /// A time of the log in the captures' time.
  func captureTime(of time: RecordTime) -> Timestamp {
    time.instant.advanced(
      by: Interval(nanoseconds: Int64(0).subtractingSaturated(ahead.nanoseconds)))
  }

  /// Whole quarters of an hour of it, which only a time zone explains; nil for none.
  package var zoneMinutes: Int? {
    let quarter: Int64 = 900_000_000_000
    let (whole, rest) = ahead.nanoseconds.quotientAndRemainder(dividingBy: quarter)
    let up = rest.magnitude > UInt64(quarter) / 2 ? (rest < 0 ? -1 : 1) : 0
    let nearest = Int(whole) + up
    let off = ahead.nanoseconds.subtractingSaturated(Int64(nearest) * quarter)
    return nearest != 0 && abs(nearest) <= 56 && off.magnitude <= 120_000_000_000
      ? nearest * 15 : nil
  }
}
