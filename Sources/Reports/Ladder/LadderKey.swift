/// A key as a ladder on a terminal understands it.
package enum LadderKey: Hashable, Sendable {
  case up
  case down
  case left
  case right
  case pageUp
  case pageDown
  case home
  case end
  case enter
  case escape
  case backspace
  /// Control and C: what ends programs.
  case interrupt
  case character(Character)
}

/// Finds keys in what a terminal sends (ECMA-48 and xterm's control sequences).
package struct LadderKeyDecoder {
  private static let escape: UInt8 = 0x1b
  /// The longest sequence that is waited for; what is longer is none.
  private static let limit = 16

  private var pending: [UInt8] = []

  package init() {}

  /// Whether an escape sequence, or a character, has begun and not ended.
  package var isWaiting: Bool { !pending.isEmpty }

  package mutating func decode(_ bytes: some Sequence<UInt8>) -> [LadderKey] {
    pending += bytes
    var keys: [LadderKey] = []
    while let (key, count) = next() {
      pending.removeFirst(count)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// No more came: an escape that stands alone was the Escape key.
  package mutating func finish() -> [LadderKey] {
    defer { pending = [] }
    return pending.first == Self.escape ? [.escape] : []
  }

  /// The first key and its bytes; a key of no meaning here is nil; nothing where it is not whole.
  private func next() -> (LadderKey?, Int)? {
    guard let first = pending.first else { return nil }
    switch first {
    case Self.escape: return sequence()
    case 0x03: return (.interrupt, 1)
    case 0x08, 0x7f: return (.backspace, 1)
    case 0x0a, 0x0d: return (.enter, 1)
    case 0x02, 0x15: return (.pageUp, 1)
    case 0x04, 0x06: return (.pageDown, 1)
    case ..<0x20: return (nil, 1)
    default: return character()
    }
  }

  private func sequence() -> (LadderKey?, Int)? {
    guard pending.count > 1 else { return nil }
    // Two kinds of introducers: CSI, and SS3 of keypads.
    guard pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O") else {
      return (.escape, 1)
    }
    guard
      let end = pending.indices.dropFirst(2).first(where: { (0x40...0x7e).contains(pending[$0]) })
    else { return pending.count > Self.limit ? (nil, pending.count) : nil }
    let parameters = String(decoding: pending[2..<end], as: UTF8.self)
    return (Self.key(parameters, final: pending[end]), end + 1)
  }

  private static func key(_ parameters: String, final: UInt8) -> LadderKey? {
    switch (final, parameters.prefix { $0 != ";" }) {
    case (UInt8(ascii: "A"), _): .up
    case (UInt8(ascii: "B"), _): .down
    case (UInt8(ascii: "C"), _): .right
    case (UInt8(ascii: "D"), _): .left
    case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), "1"), (UInt8(ascii: "~"), "7"): .home
    case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), "4"), (UInt8(ascii: "~"), "8"): .end
    case (UInt8(ascii: "~"), "5"): .pageUp
    case (UInt8(ascii: "~"), "6"): .pageDown
    default: nil
    }
  }

  private func character() -> (LadderKey?, Int)? {
    if let (scalar, count) = firstScalar(of: pending[...]) {
      return (.character(Character(scalar)), count)
    }
    // The rest of a character may be on its way.
    let isBegun =
      pending.count < 4 && (0xc2...0xf4).contains(pending[0])
      && pending.dropFirst().allSatisfy { (0x80...0xbf).contains($0) }
    return isBegun ? nil : (nil, 1)
  }
}
