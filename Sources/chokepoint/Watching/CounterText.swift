import Pipeline

/// A sensor's counters in words, on one line.
enum CounterText {
  static func text(_ status: LivePipeline.Status) -> String {
    "\(status.frames) frames, \(status.segments) segments, \(status.opened) connections"
      + " (\(status.connections) followed now, \(status.evicted) evicted),"
      + " \(status.ended) mail sessions ended, \(status.dropped) facts over limits,"
      + " queue \(status.queue.now) of \(status.queue.most); lost: \(drops(status))"
      + (status.ring.map { "; ring \($0.frames) frames, \($0.drops) lost" } ?? "")
  }

  static func drops(_ status: LivePipeline.Status) -> String {
    status.interfaces.map { interface in
      "\(interface.name) \(interface.interfaceDrops) at the interface, "
        + "\(interface.kernelDrops) in the kernel, \(interface.queueDrops) in the queue"
    }.joined(separator: "; ")
  }
}
