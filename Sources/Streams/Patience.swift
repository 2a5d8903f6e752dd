import Bytes

/// How long records stay without a segment: the time-outs of `StreamLimits`, which is too big to be
/// passed around for every segment.
struct Patience {
  let idle: Interval
  let halfOpen: Interval
  let over: Interval
  let overIgnored: Interval
  /// How long no record is looked at again: a small part of any time-out.
  let glance: Interval

  init(_ limits: StreamLimits) {
    idle = limits.idleTimeout
    halfOpen = limits.handshakeTimeout
    over = limits.linger
    overIgnored = limits.ignoredLinger
    glance = min(
      .seconds(1), limits.ignoredLinger, limits.linger, limits.handshakeTimeout,
      limits.idleTimeout, limits.historyTimeout)
  }
}
