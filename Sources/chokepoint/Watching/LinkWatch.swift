import Capture
import Pipeline

/// Says once that an interface is down and once that it is up again, with the time that nothing was
/// seen.
struct LinkWatch {
  private var down: [String: ContinuousClock.Instant] = [:]

  /// Looks at the interfaces; returns what is to be told.
  mutating func look(at interfaces: [LivePipeline.Interface]) -> [String] {
    interfaces.compactMap { interface in
      guard let state = LinkState.of(interface.name) else { return nil }
      if state == .up {
        guard let since = down.removeValue(forKey: interface.name) else { return nil }
        let blind = (ContinuousClock.now - since).components
        return "\(interface.name): is up again; nothing was seen for \(blind.seconds) s"
      }
      guard down[interface.name] == nil else { return nil }
      down[interface.name] = .now
      return "\(interface.name): \(state == .gone ? "has gone" : "is down");"
        + " nothing can be seen until it is back"
    }
  }
}
