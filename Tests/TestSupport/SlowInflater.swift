package import Bytes

/// A decompressor of raw deflate (RFC 1951) that is obvious rather than fast.
///
/// It decodes symbol by symbol; a symbol whose bits have not all come is tried again with the next
/// piece of input. All output is kept, as history for later matches.
package final class SlowInflater: RawInflater {
  private enum State {
    case blockHeader
    case stored(remaining: Int)
    case compressed(literals: HuffmanCode, distances: HuffmanCode)
    case ended
  }

  private struct NeedsInput: Error {}
  private struct Corrupt: Error {}

  private var input: [UInt8] = []
  /// In bits from the start of `input`.
  private var position = 0
  private var state = State.blockHeader
  private var isLastBlock = false
  private var output: [UInt8] = []
  private var lent = 0

  package init() {}

  package func inflate(_ bytes: Span<UInt8>, _ body: (Span<UInt8>) -> Bool) -> InflateOutcome {
    for index in bytes.indices { input.append(bytes[index]) }
    while true {
      let start = position
      do {
        guard try step() else { return lend(body) ? .ended : .stopped }
        if output.count - lent >= 1 << 15, !lend(body) { return .stopped }
      } catch is NeedsInput {
        position = start
        return lend(body) ? .consumed : .stopped
      } catch {
        return lend(body) ? .corrupt : .stopped
      }
    }
  }

  /// Lends what was not lent yet, and forgets history that no match can reach.
  private func lend(_ body: (Span<UInt8>) -> Bool) -> Bool {
    let fresh = Array(output[lent...])
    if output.count > 1 << 20 { output.removeFirst(output.count - (1 << 15)) }
    lent = output.count
    return fresh.isEmpty || body(fresh.span)
  }

  /// Decodes one header, one stored byte or one symbol; false at the stream's end.
  private func step() throws -> Bool {
    switch state {
    case .blockHeader:
      try readBlockHeader()
    case .stored(let remaining):
      output.append(UInt8(try bits(8)))
      state = remaining > 1 ? .stored(remaining: remaining - 1) : afterBlock
    case .compressed(let literals, let distances):
      let symbol = try literals.decode(bit)
      if symbol < 256 {
        output.append(UInt8(symbol))
      } else if symbol == 256 {
        state = afterBlock
      } else {
        try copyMatch(symbol, distances)
      }
    case .ended:
      return false
    }
    return true
  }

  private var afterBlock: State { isLastBlock ? .ended : .blockHeader }

  private func readBlockHeader() throws {
    let isLast = try bit() == 1
    switch try bits(2) {
    case 0:
      position = (position + 7) / 8 * 8
      let count = try bits(16)
      guard try bits(16) == ~count & 0xffff else { throw Corrupt() }
      isLastBlock = isLast
      state = count > 0 ? .stored(remaining: count) : afterBlock
    case 1:
      isLastBlock = isLast
      let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
      state = .compressed(
        literals: try HuffmanCode(lengths),
        distances: try HuffmanCode(Array(repeating: 5, count: 32)))
    case 2:
      let (literals, distances) = try readCodes()
      isLastBlock = isLast
      state = .compressed(literals: literals, distances: distances)
    default:
      throw Corrupt()
    }
  }

  /// Section 3.2.7: code lengths, themselves compressed.
  private func readCodes() throws -> (HuffmanCode, HuffmanCode) {
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    let (literalCount, distanceCount) = (try bits(5) + 257, try bits(5) + 1)
    let lengthCount = try bits(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw Corrupt() }
    var lengthLengths = Array(repeating: 0, count: 19)
    for index in 0..<lengthCount { lengthLengths[order[index]] = try bits(3) }
    let code = try HuffmanCode(lengthLengths, mayBeSingle: false)
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try code.decode(bit)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Corrupt() }
        lengths += Array(repeating: last, count: try bits(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try bits(3) + 3)
      case 18: lengths += Array(repeating: 0, count: try bits(7) + 11)
      default: lengths.append(symbol)
      }
    }
    guard lengths.count == literalCount + distanceCount, lengths[256] > 0 else { throw Corrupt() }
    return (
      try HuffmanCode(Array(lengths[..<literalCount])),
      try HuffmanCode(Array(lengths[literalCount...]))
    )
  }

  /// Section 3.2.5: a length and a distance, each with extra bits.
  private func copyMatch(_ symbol: Int, _ distances: HuffmanCode) throws {
    guard symbol < 286 else { throw Corrupt() }
    let length: Int
    switch symbol - 257 {
    case let code where code < 8: length = code + 3
    case 28: length = 258
    case let code:
      let extra = code / 4 - 1
      length = 3 + (4 + code % 4) << extra + (try bits(extra))
    }
    let code = try distances.decode(bit)
    guard code < 30 else { throw Corrupt() }
    let extra = Swift.max(0, code / 2 - 1)
    let base = code < 4 ? code + 1 : 1 + (2 + code % 2) << extra
    let distance = base + (try bits(extra))
    guard distance <= output.count else { throw Corrupt() }
    for _ in 0..<length { output.append(output[output.count - distance]) }
  }

  private func bit() throws -> Int {
    guard position < input.count * 8 else { throw NeedsInput() }
    let bit = Int(input[position / 8]) >> (position % 8) & 1
    position += 1
    return bit
  }

  private func bits(_ count: Int) throws -> Int {
    var value = 0
    for index in 0..<count { value |= try bit() << index }
    return value
  }

  /// A canonical Huffman code, read bit by bit (section 3.2.2).
  private struct HuffmanCode {
    /// Symbols by the length of their code, then by the code's value.
    private var symbols: [[Int]]

    /// The lengths must use up all codes; only a single code of one bit may stand alone.
    init(_ lengths: [Int], mayBeSingle: Bool = true) throws {
      symbols = Array(repeating: [], count: 16)
      for (symbol, length) in lengths.enumerated() where length > 0 {
        symbols[length].append(symbol)
      }
      var left = 1
      for length in 1..<16 {
        left = left * 2 - symbols[length].count
        if left < 0 { throw Corrupt() }
      }
      let longest = lengths.max() ?? 0
      if left > 0, longest > 1 || (longest == 1 && !mayBeSingle) { throw Corrupt() }
    }

    func decode(_ bit: () throws -> Int) throws -> Int {
      var code = 0
      var first = 0
      for length in 1..<16 {
        code = code << 1 | (try bit())
        first <<= 1
        let index = code - first
        if index < symbols[length].count { return symbols[length][index] }
        first += symbols[length].count
      }
      throw Corrupt()
    }
  }
}
