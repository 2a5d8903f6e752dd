import Bytes
import Packets

/// Sessions of several captures as one case: a connection seen at two places is counted once, one
/// that a rotated file cut in two is put together, and all times are read by one clock.
package struct CaptureMerge: Sendable {
  /// How a capture stands to the others.
  package enum Alignment: Hashable, Sendable {
    /// All times are read by its clock.
    case reference
    /// It shares connections; its clock was fitted to the reference's.
    case fitted(ClockFit)
    /// It shares none: its clock is taken as it is.
    case apart
  }

  /// The sessions of the case, each once.
  package let sessions: [MailSession]
  /// One for each capture, in their order.
  package let alignments: [Alignment]
  /// Sessions that were in more than one capture.
  package let shared: Int
  /// Sessions that went on from one file to the next.
  package let continued: Int

  /// Captures whose clocks could not be fitted although they show the same time at the same server:
  /// what was open at one time cannot be told exactly.
  package let unaligned: [Int]

  /// Merges the sessions of captures, which come in the order of the captures.
  package init(_ captures: [[MailSession]]) {
    guard captures.count > 1 else {
      sessions = captures.first ?? []
      alignments = captures.map { _ in .reference }
      (shared, continued, unaligned) = (0, 0, [])
      return
    }
    let alignments = Self.align(captures)
    var merge = SessionUnion()
    let order = captures.indices.sorted { left, right in
      (alignments[left] == .reference ? 0 : 1, left) < (
        alignments[right] == .reference ? 0 : 1, right
      )
    }
    for index in order {
      for session in captures[index] {
        guard case .fitted(let fit) = alignments[index] else {
          merge.add(session)
          continue
        }
        merge.add(session.timed { fit.reference(of: $0) })
      }
    }
    self.alignments = alignments
    sessions = merge.finish()
    shared = merge.shared
    continued = merge.continued
    unaligned = alignments.indices.filter { index in
      alignments[index] == .apart
        && captures.indices.contains { $0 != index && Self.meet(captures[index], captures[$0]) }
    }
  }

  /// Whether two captures show one server at one time, as far as their clocks can be believed.
  private static func meet(_ one: [MailSession], _ other: [MailSession]) -> Bool {
    let servers = Set(one.map(\.server.address))
    guard other.contains(where: { servers.contains($0.server.address) }),
      let start = one.map(\.first.time).min(), let end = one.map(\.last.time).max(),
      let otherStart = other.map(\.first.time).min(), let otherEnd = other.map(\.last.time).max()
    else { return false }
    return start < otherEnd && otherStart < end
  }

  /// Fits each capture's clock to the reference's, directly or by way of others.
  private static func align(_ captures: [[MailSession]]) -> [Alignment] {
    var alignments = [Alignment](repeating: .apart, count: captures.count)
    // What shows most is the least likely to be a part of another.
    guard
      let reference = captures.indices.max(by: {
        (captures[$0].count, -$0) < (captures[$1].count, -$1)
      })
    else { return alignments }
    alignments[reference] = .reference
    let keyed = captures.map(Self.keyed)
    var known = [reference]
    var next = 0
    while next < known.count {
      let base = known[next]
      next += 1
      for index in captures.indices where alignments[index] == .apart {
        guard let fit = fit(keyed[index], to: keyed[base], alignments[base]) else { continue }
        alignments[index] = .fitted(fit)
        known.append(index)
      }
    }
    return alignments
  }

  private static func keyed(_ sessions: [MailSession]) -> [SessionKey: MailSession] {
    Dictionary(
      sessions.compactMap { session in SessionKey(session).map { ($0, session) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func fit(
    _ own: [SessionKey: MailSession], to base: [SessionKey: MailSession], _ alignment: Alignment
  ) -> ClockFit? {
    var pairs: [ClockEstimate.Pair] = []
    var connections = 0
    for (key, session) in own {
      guard let other = base[key] else { continue }
      connections += 1
      let times = Dictionary(
        other.landmarks.map { ($0.kind, $0.time) }, uniquingKeysWith: { first, _ in first })
      for landmark in session.landmarks {
        guard let time = times[landmark.kind] else { continue }
        let reference: Timestamp =
          if case .fitted(let fit) = alignment { fit.reference(of: time) } else { time }
        pairs.append(
          ClockEstimate.Pair(
            side: landmark.side, reference: reference.nanoseconds,
            difference: landmark.time.since(reference).nanoseconds))
      }
    }
    return ClockEstimate.fit(pairs, connections: connections)
  }
}
