import Bytes

/// The decompressors of a connection after COMPRESS=DEFLATE (RFC 4978).
struct Inflation {
  let inflaters: PerSide<any RawInflater>
  /// Compressed bytes so far.
  var input = PerSide(both: 0)
  /// Decompressed bytes so far.
  var output = PerSide(both: 0)

  init(_ make: () -> any RawInflater) {
    inflaters = PerSide(client: make(), server: make())
  }

  /// Whether a side has grown out of proportion.
  func isBomb(_ side: Side, _ limits: MailLimits) -> Bool {
    guard output[side] > limits.inflateMinimum else { return false }
    let (allowed, overflow) = input[side].multipliedReportingOverflow(by: limits.inflateRatio)
    return !overflow && output[side] > allowed
  }
}

extension IMAPParser {
  /// The server agreed to COMPRESS: both sides' next bytes are deflate.
  mutating func beginCompression() {
    guard inflation == nil else { return }
    guard let make = options.inflater else {
      sides.client.discardPartial()
      sides.client.phase = .closed(.compressed)
      sides.server.phase = .closed(.compressed)
      return
    }
    inflation = Inflation(make)
  }

  /// Reads compressed bytes.
  mutating func inflate(
    _ bytes: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void
  ) {
    guard let inflater = inflation?.inflaters[side] else { return }
    sides[side].bytes.compressed += bytes.count
    inflation?.input[side] += bytes.count
    let outcome = inflater.inflate(bytes) { part in
      sides[side].bytes.inflated += part.count
      inflation?.output[side] += part.count
      consume(part, from: side, events)
      guard sides.phase(of: side) == .open else { return false }
      guard inflation?.isBomb(side, options.limits) != true else {
        report(.inflateBomb, side, events)
        sides[side].phase = .closed(.foreign)
        return false
      }
      return true
    }
    if case .corrupt = outcome {
      report(.badDeflate, side, events)
      sides[side].phase = .closed(.foreign)
    }
  }
}
