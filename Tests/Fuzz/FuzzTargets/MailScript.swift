import Bytes

/// A conversation in an input that is nearly text: most bytes stand for themselves.
///
/// 1: the client speaks; 2: the server speaks; 3: the byte that follows is the size of a gap; 4: the
/// byte that follows stands for itself, whatever it is.
struct MailScript {
  enum Part {
    case bytes(Side, [UInt8])
    case gap(Side, Int)
  }

  private(set) var parts: [Part] = []

  init(_ reader: inout InputReader) {
    var side = Side.server
    var bytes: [UInt8] = []
    func part() -> [Part] { bytes.isEmpty ? [] : [.bytes(side, bytes)] }
    while !reader.isAtEnd {
      let byte = reader.byte()
      guard (1...4).contains(byte) else {
        bytes.append(byte)
        continue
      }
      if byte == 4 {
        bytes.append(reader.byte())
        continue
      }
      parts += part()
      bytes = []
      switch byte {
      case 1: side = .client
      case 2: side = .server
      default: parts.append(.gap(side, 1 + Int(reader.byte())))
      }
    }
    parts += part()
  }
}
