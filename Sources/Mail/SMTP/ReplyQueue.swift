import Bytes

/// What the server's next replies answer, in order.
struct ReplyQueue {
  private var targets: [SMTPReplyTarget] = []
  /// The first of `targets` that is still awaited.
  private var start = 0
  /// Replies that come after the targets and have none, as the limit was reached.
  private var untracked = 0

  var first: SMTPReplyTarget? { start < targets.count ? targets[start] : nil }

  /// Whether no reply is awaited.
  var isEmpty: Bool { start == targets.count && untracked == 0 }

  /// Awaits one more reply; false when it is only counted.
  mutating func append(_ target: SMTPReplyTarget, limit: Int) -> Bool {
    guard untracked == 0, targets.count - start < limit else {
      untracked += 1
      return false
    }
    targets.append(target)
    return true
  }

  /// What the next reply answers; nil for one that is only counted.
  mutating func removeFirst() -> SMTPReplyTarget? {
    guard let target = first else {
      untracked = Swift.max(0, untracked - 1)
      return nil
    }
    start += 1
    if start == targets.count {
      targets.removeAll(keepingCapacity: targets.capacity <= 16)
      start = 0
    } else if start >= 64, start > targets.count / 2 {
      targets.removeFirst(start)
      start = 0
    }
    return target
  }

  mutating func removeAll() { self = ReplyQueue() }
}
