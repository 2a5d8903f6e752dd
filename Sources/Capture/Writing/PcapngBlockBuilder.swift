import Bytes

/// The bytes of one pcapng block, little-endian, while they are put together.
struct PcapngBlockBuilder {
  private var bytes: [UInt8] = []
  private var hasOptions = false

  init(_ kind: PcapngBlock.Kind) {
    append(kind.rawValue)
    append(UInt32(0))
  }

  mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    var rest = number.littleEndian
    for _ in 0..<(number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends bytes, filled up to 32 bits.
  mutating func append(padded span: Span<UInt8>) {
    bytes.append(copying: span)
    pad()
  }

  /// Appends an option; what does not fit its 16 bits of length is cut off.
  mutating func append(option code: UInt16, _ value: [UInt8]) {
    let value = value.prefix(Int(UInt16.max))
    append(code)
    append(UInt16(value.count))
    bytes.append(contentsOf: value)
    pad()
    hasOptions = true
  }

  mutating func append(option code: UInt16, number: UInt64) {
    append(code)
    append(UInt16(8))
    append(number)
    hasOptions = true
  }

  /// Appends an option whose value is UTF-8, cut between two characters.
  mutating func append(option code: UInt16, text: String) {
    var kept = text[...]
    while kept.utf8.count > Int(UInt16.max) { kept = kept.dropLast() }
    append(option: code, Array(kept.utf8))
  }

  /// The block with its lengths.
  consuming func finished() -> [UInt8] {
    // An end-of-options option, where there are any.
    if hasOptions { append(UInt32(0)) }
    let length = UInt32(bytes.count + PcapngBlock.trailerLength)
    append(length)
    for index in 0..<4 { bytes[4 + index] = UInt8(truncatingIfNeeded: length >> (8 * index)) }
    return bytes
  }

  private mutating func pad() {
    while bytes.count % 4 != 0 { bytes.append(0) }
  }
}
