/// How often a limit of `StreamLimits` was met, one counter each.
package struct LimitCounts: Equatable, Sendable {
  /// Segments refused, or holes given up, at `outOfOrderBytes` or `outOfOrderSegments`.
  package internal(set) var outOfOrder = 0
  /// The same at `tableOutOfOrderBytes`.
  package internal(set) var tableOutOfOrder = 0
  /// Segments refused at `overlapDepth`.
  package internal(set) var overlapDepth = 0
  /// SYNs and SYN-ACKs forgotten at `handshakeCandidates`.
  package internal(set) var handshakeCandidates = 0
  /// SYN payloads refused at `synPayload`.
  package internal(set) var synPayload = 0
  /// Gaps forgotten at `declaredGaps`.
  package internal(set) var declaredGaps = 0
  /// Delivered bytes forgotten at `historyBytes` or for a `bulkSegment`.
  package internal(set) var history = 0
  /// Delivered bytes not remembered at `tableHistoryBytes`.
  package internal(set) var tableHistory = 0
  /// Connections evicted at `connections`.
  package internal(set) var connections = 0
  /// Records given up there of connections that were over or ignored.
  package internal(set) var idleRecords = 0
  /// Segments not held back at `overtakingSegments` or `tableOvertakingSegments`.
  package internal(set) var overtaking = 0
  /// Endpoints not learned at `learnedServers`.
  package internal(set) var learnedServers = 0

  package init() {}
}
