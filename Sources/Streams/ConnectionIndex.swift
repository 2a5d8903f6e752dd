/// Finds a connection's slot by the keyed hash of its endpoints.
///
/// An open-addressing table with linear probing, at most half full. It does not know the endpoints:
/// the caller compares them.
struct ConnectionIndex {
  /// Each 0, or 32 bits of hash above the slot plus 1.
  private var entries = [UInt64](repeating: 0, count: 1024)
  private(set) var count = 0

  private var mask: Int { entries.count - 1 }

  /// Where to begin to look for `hash`.
  func start(_ hash: UInt64) -> Int { home(hash) }

  /// The next slot that may be meant, if there is one; `place` moves behind it.
  func next(_ hash: UInt64, at place: inout Int) -> Int? {
    while true {
      let entry = entries[place]
      guard entry != 0 else { return nil }
      place = (place + 1) & mask
      if entry >> 32 == hash >> 32 { return Int(entry & 0xffff_ffff) - 1 }
    }
  }

  /// Adds a slot that is not there.
  mutating func insert(_ hash: UInt64, _ slot: Int) {
    if (count + 1) * 2 > entries.count { grow() }
    place(hash & ~0xffff_ffff | UInt64(truncatingIfNeeded: slot + 1))
    count += 1
  }

  /// Removes a slot that is there, and closes the hole that it leaves.
  mutating func remove(_ hash: UInt64, _ slot: Int) {
    let wanted = hash & ~0xffff_ffff | UInt64(truncatingIfNeeded: slot + 1)
    var hole = home(hash)
    while entries[hole] != wanted {
      guard entries[hole] != 0 else { return }
      hole = (hole + 1) & mask
    }
    count -= 1
    var place = hole
    while true {
      place = (place + 1) & mask
      let entry = entries[place]
      guard entry != 0 else { break }
      // An entry may move back only as far as where its own search begins.
      if (place - home(entry)) & mask >= (place - hole) & mask {
        entries[hole] = entry
        hole = place
      }
    }
    entries[hole] = 0
  }

  private func home(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 32) & mask }

  private mutating func place(_ entry: UInt64) {
    var place = home(entry)
    while entries[place] != 0 { place = (place + 1) & mask }
    entries[place] = entry
  }

  private mutating func grow() {
    let old = entries
    entries = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { place(entry) }
  }
}
