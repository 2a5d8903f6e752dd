/// The counters that stay zero on most connections: gaps, refused bytes, anomalies.
///
/// Of fixed size, and nothing at all until the first of them counts.
package struct Ledger: Equatable, Sendable {
  private enum Start {
    static let gaps = 0
    static let fates = gaps + GapReason.allCases.count
    static let anomalies = fates + ByteFate.allCases.count
    static let segments = anomalies + AnomalyKind.allCases.count
    static let end = segments + SegmentCount.allCases.count
  }

  private var counts: [Int] = []

  package init() {}

  /// Bytes declared missing for this reason.
  package internal(set) subscript(gap reason: GapReason) -> Int {
    get { self[at: Start.gaps + reason.rawValue] }
    set { self[at: Start.gaps + reason.rawValue] = newValue }
  }

  /// Payload bytes that met this fate.
  package internal(set) subscript(fate fate: ByteFate) -> Int {
    get { self[at: Start.fates + fate.rawValue] }
    set { self[at: Start.fates + fate.rawValue] = newValue }
  }

  /// How often this anomaly was seen.
  package internal(set) subscript(anomaly kind: AnomalyKind) -> Int {
    get { self[at: Start.anomalies + kind.rawValue] }
    set { self[at: Start.anomalies + kind.rawValue] = newValue }
  }

  package internal(set) subscript(segments count: SegmentCount) -> Int {
    get { self[at: Start.segments + count.rawValue] }
    set { self[at: Start.segments + count.rawValue] = newValue }
  }

  /// All bytes declared missing.
  package var gapBytes: Int { sum(Start.gaps..<Start.fates) }

  /// All payload bytes that were not delivered.
  package var undelivered: Int { sum(Start.fates..<Start.anomalies) }

  /// The anomalies that were seen, in the order of `AnomalyKind`.
  package var anomalies: [AnomalyKind] { AnomalyKind.allCases.filter { self[anomaly: $0] > 0 } }

  mutating func add(_ other: Ledger) {
    for position in other.counts.indices where other.counts[position] != 0 {
      self[at: position] += other.counts[position]
    }
  }

  private func sum(_ range: Range<Int>) -> Int {
    counts.isEmpty ? 0 : counts[range].reduce(0, +)
  }

  private subscript(at position: Int) -> Int {
    get { counts.isEmpty ? 0 : counts[position] }
    set {
      if counts.isEmpty {
        guard newValue != 0 else { return }
        counts = Array(repeating: 0, count: Start.end)
      }
      counts[position] = newValue
    }
  }
}
