/// Takes an input apart from its start; behind the end there are zeros.
struct InputReader {
  private let input: [UInt8]
  private(set) var position = 0

  init(_ input: [UInt8]) { self.input = input }

  var isAtEnd: Bool { position >= input.count }

  mutating func byte() -> UInt8 {
    guard position < input.count else { return 0 }
    position += 1
    return input[position - 1]
  }

  /// A number of two bytes, the low one first.
  mutating func word() -> UInt16 { UInt16(byte()) | UInt16(byte()) << 8 }

  /// The next bytes, at most as many as there are.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let end = min(input.count, position + count)
    defer { position = end }
    return Array(input[position..<end])
  }

  /// All that is left.
  mutating func rest() -> [UInt8] { bytes(input.count) }
}
