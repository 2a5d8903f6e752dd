import Bytes

/// The IMAP commands whose answer has not come, oldest first.
///
/// A client has a handful of them, so they are searched one by one; the limit keeps that short.
struct OutstandingTags {
  /// A command that awaits its answer.
  struct Entry {
    /// As it is reported.
    var tag: WireText
    var name: String
    var verb: IMAPVerb
  }

  private var keys: [TagKey] = []
  private var entries: [Entry] = []

  func contains(_ key: TagKey) -> Bool { position(of: key) != nil }

  /// The command with this tag, which stays outstanding.
  subscript(_ key: TagKey) -> Entry? { position(of: key).map { entries[$0] } }

  private func position(of key: TagKey) -> Int? {
    var index = 0
    while index < keys.count {
      if keys[index] == key { return index }
      index += 1
    }
    return nil
  }

  /// Adds a command, in the place of one with the same tag; returns how many it forgot for that.
  ///
  /// At the limit the older half goes at once, so that each costs next to nothing.
  mutating func insert(_ entry: Entry, _ key: TagKey, limit: Int) -> Int {
    if let position = position(of: key) {
      entries[position] = entry
      return 0
    }
    var forgotten = 0
    if keys.count >= limit {
      forgotten = keys.count - limit / 2
      keys.removeFirst(forgotten)
      entries.removeFirst(forgotten)
    }
    keys.append(key)
    entries.append(entry)
    return forgotten
  }

  /// Takes the command with this tag out.
  mutating func remove(_ key: TagKey) -> Entry? {
    guard let position = position(of: key) else { return nil }
    keys.remove(at: position)
    return entries.remove(at: position)
  }

  mutating func removeAll() {
    keys = []
    entries = []
  }
}
