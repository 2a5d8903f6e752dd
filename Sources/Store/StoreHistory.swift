package import Bytes
package import Reports
package import Sessions

/// What a store holds of a span of time: as good as captures that were read.
package struct StoreHistory: Sendable {
  /// What was read, one of each run and interface that saw a session.
  package var captures: [CaptureFacts]
  /// The sessions of each, in the order of their first frames.
  package var sessions: [[MailSession]]
  package var connections: Int
  /// Sessions beyond the limit, the oldest ones.
  package var leftOut: Int
}

/// A span of time, open where an end is nil.
package struct StoreSpan: Hashable, Sendable {
  package var since: Timestamp?
  package var until: Timestamp?

  package init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  var isAll: Bool { since == nil && until == nil }
  /// The ends as rows have them.
  var first: Int64 { since?.nanoseconds ?? .min }
  var last: Int64 { until?.nanoseconds ?? .max }
}
