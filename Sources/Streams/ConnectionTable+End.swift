import Bytes
import Packets

extension ConnectionTable {
  /// Gives a record up: delivers what is held, tells the consumer, and frees the slot.
  ///
  /// A connection that was over ends for that reason, whatever made the record go.
  mutating func close(_ slot: Int, _ cause: RecordEnd, _ events: StreamEvents) {
    if !overtaking.isEmpty { releaseOvertaking(slot, at: heads[slot].lastSeen, events) }
    let id = id(slot)
    if !heads[slot].isIgnored {
      var relay = EventRelay(id: id, stamp: now)
      bodies[slot].finish(head: &heads[slot], &context, &relay, events)
    }
    let recordEnd = heads[slot].isOver ? bodies[slot].overReason : cause
    books.closed[recordEnd.rawValue] += 1
    bodies[slot].reassembler.release(&context)
    let summary = bodies[slot].summary(heads[slot], recordEnd: recordEnd)
    for side in Side.allCases {
      // What came after the consumer lost interest is on the books already.
      let isIgnored = heads[slot].isIgnored
      books.counters[side].add(
        isIgnored ? bodies[slot].reassembler[side].counters : summary.sides[side].counters)
    }
    index.remove(hash.hash(heads[slot].key), slot)
    heads[slot].marks = []
    bodies[slot] = Connection(at: now)
    freeSlots.append(slot)
    _ = events(id, now, .closed(summary))
  }

  /// Looks at those of the next `count` records that are due, and lets time act on them.
  mutating func sweep(_ count: Int, at time: Timestamp, _ events: StreamEvents) {
    for _ in 0..<min(count, heads.count) {
      sweepSlot = sweepSlot + 1 < heads.count ? sweepSlot + 1 : 0
      guard dues[sweepSlot] <= time else { continue }
      dues[sweepSlot] = time.advanced(by: patience.glance)
      let marks = heads[sweepSlot].marks
      if marks.contains(.waiting) { hasten(sweepSlot) }
      guard marks.contains(.inUse) else { continue }
      let idle = time.since(heads[sweepSlot].lastSeen)
      if idle > heads[sweepSlot].limit(patience) {
        close(sweepSlot, .timeout, events)
        continue
      }
      if marks.contains(.waiting), idle > limits.acknowledgementGrace {
        wait(sweepSlot, at: time, events)
      }
      let isOld = idle > (marks.contains(.over) ? .seconds(1) : limits.historyTimeout)
      if isOld, !marks.contains(.trimmed), !marks.contains(.ignored) {
        heads[sweepSlot].marks.insert(.trimmed)
        bodies[sweepSlot].trim(&context)
      }
    }
  }

  /// Has the sweep look at a record with a hole as soon as the time of grace is over.
  mutating func hasten(_ slot: Int) {
    let end = heads[slot].lastSeen.advanced(by: limits.acknowledgementGrace)
    if end < dues[slot] { dues[slot] = end }
  }

  /// Gives up the holes of an idle connection whose time is up.
  private mutating func wait(_ slot: Int, at time: Timestamp, _ events: StreamEvents) {
    if !overtaking.isEmpty { releaseOvertaking(slot, at: time, events) }
    // What waited may have been what the consumer had enough of.
    guard !heads[slot].isIgnored else { return }
    var relay = EventRelay(id: id(slot), stamp: now)
    bodies[slot].tick(at: time, head: &heads[slot], &context, &relay, events)
    if relay.isIgnored { ignore(slot) }
  }

  /// Makes room: closes the least interesting, then oldest, of a few records.
  ///
  /// Looking at all would be quadratic under a flood of SYNs; eight at random find one of the
  /// flood's own records almost surely.
  mutating func evict(_ events: StreamEvents) {
    var victim = 0
    for turn in 0..<8 {
      dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let slot = Int(truncatingIfNeeded: dice >> 33) % heads.count
      let (rank, best) = (heads[slot].evictionRank, heads[victim].evictionRank)
      let isOlder = heads[slot].lastSeen < heads[victim].lastSeen
      if turn == 0 || rank < best || (rank == best && isOlder) { victim = slot }
    }
    // One that is over, or that nobody follows, costs no more than a late copy of its segments.
    if heads[victim].evictionRank < 2 {
      context.losses.idleRecords += 1
    } else {
      context.losses.connections += 1
    }
    close(victim, .evicted, events)
  }

  /// Stops reassembling a connection.
  mutating func ignore(_ slot: Int) {
    heads[slot].marks.insert(.ignored)
    heads[slot].marks.remove(.waiting)
    bodies[slot].fingerprints.removeAll()
    bodies[slot].reassembler.release(&context)
  }
}
