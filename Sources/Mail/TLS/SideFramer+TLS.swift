import Bytes

extension SideFramer {
  /// Whether `bytes` begin a TLS record where one is due; closes the side either way.
  mutating func beginsTLS(_ bytes: Span<UInt8>) -> Bool {
    let isTLS = !bytes.isEmpty && TLSRecordReader.mayBegin(with: bytes[0])
    phase = .closed(isTLS ? .tls : .foreign)
    return isTLS
  }

  /// Passes over bytes of a side that is not parsed any more; of TLS the readable parts are noted.
  mutating func pass(
    _ span: Span<UInt8>, _ closure: Closure, from side: Side, _ limits: MailLimits,
    _ drops: inout MailDrops, _ events: (MailEvent) -> Void
  ) {
    intake.addSaturating(span.count)
    switch closure {
    case .foreign: bytes.foreign += span.count
    case .compressed: bytes.compressed += span.count
    case .tls:
      bytes.tls += span.count
      tls.receive(span) { note in
        if note == .data {
          events(.tlsData(side))
          return
        }
        guard tlsEventCount < limits.tlsEvents else {
          drops.tlsEvents += 1
          return
        }
        tlsEventCount += 1
        switch note {
        case .handshake(let type): events(.tlsHandshake(side, type))
        case .alert(let alert): events(.tlsAlert(side, alert))
        case .data: break
        }
      }
    }
  }
}
