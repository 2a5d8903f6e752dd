/// Which alerts went out already, so that none goes twice.
///
/// Holds at most `capacity` identities; beyond it, the half that was met longest ago is forgotten.
package struct AlertLedger: Sendable {
  private let capacity: Int
  /// When each was met last, counted in alerts.
  private var met: [Alert.Identity: UInt64] = [:]
  private var count: UInt64 = 0

  package init(capacity: Int = 4_096) { self.capacity = max(2, capacity) }

  /// Notes an alert; false when it was noted before.
  package mutating func admit(_ identity: Alert.Identity) -> Bool {
    count += 1
    // An incident that is named again and again stays remembered.
    let isNew = met.updateValue(count, forKey: identity) == nil
    if met.count > capacity { forgetHalf() }
    return isNew
  }

  package var remembered: Int { met.count }

  private mutating func forgetHalf() {
    let times = met.values.sorted()
    let middle = times[times.count / 2]
    met = met.filter { $0.value >= middle }
  }
}
