package import Bytes

/// zlib as the decompressor of a raw deflate stream, as COMPRESS=DEFLATE sends it (RFC 4978).
///
/// Costs about 60 KiB. Once it has answered `.ended`, `.corrupt` or `.stopped`, it answers so for
/// ever: a deflate stream cannot be taken up again in its middle.
package final class ZlibInflater: RawInflater {
  /// Bytes lent at once.
  private static let lent = 16_384

  private let stream: InflateStream?
  private var output = [UInt8](repeating: 0, count: lent)
  private var final: InflateOutcome?

  package init() {
    stream = InflateStream(.raw)
    if stream == nil { final = .corrupt }
  }

  package func inflate(
    _ input: Span<UInt8>, _ body: (Span<UInt8>) -> Bool
  ) -> InflateOutcome {
    if let final { return final }
    let outcome = run(input, body)
    if case .consumed = outcome { return outcome }
    final = outcome
    return outcome
  }

  private func run(_ input: Span<UInt8>, _ body: (Span<UInt8>) -> Bool) -> InflateOutcome {
    guard let stream else { return .corrupt }
    var position = 0
    while true {
      let step = stream.step(
        input.extracting(position...), into: &output, at: 0, limit: Self.lent)
      position += step.consumed
      if step.produced > 0 {
        let produced = output
        guard body(produced.span.extracting(first: step.produced)) else { return .stopped }
      }
      switch step.state {
      case .ended: return .ended
      case .corrupt: return .corrupt
      // A full buffer may hide more; an unfilled one means that the input is used up.
      case .running where step.produced < Self.lent: return .consumed
      case .running: continue
      }
    }
  }
}
