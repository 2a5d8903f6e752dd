import Bytes
import Diagnosis

/// How long something took, as people say it: `340 µs`, `12 ms`, `2.1 s`.
func briefly(_ interval: Interval) -> Sentence {
  let microseconds = max(0, interval.nanoseconds / 1_000)
  if microseconds < 1_000 { return "\(microseconds) µs" }
  if microseconds < 1_000_000 { return "\((microseconds + 500) / 1_000) ms" }
  return "\(seconds(interval, digits: 1)) s"
}
