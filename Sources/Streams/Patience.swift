import Bytes

/// How long records stay without a segment: the time-outs of `StreamLimits`, which is too big to be
/// passed around for every segment.
struct Patience {
  let idle: Interval
  let halfOpen: Interval
  let over: Interval
  let overIgnored: Interval

  init(_ limits: StreamLimits) {
    idle = limits.idleTimeout
    halfOpen = limits.handshakeTimeout
    over = limits.linger
    overIgnored = limits.ignoredLinger
  }
}
