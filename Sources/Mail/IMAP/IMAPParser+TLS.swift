import Bytes

extension IMAPParser {
  /// Looks at the first bytes after STARTTLS was agreed.
  mutating func beginTLS(
    _ bytes: Span<UInt8>, from side: Side, _ events: (MailEvent) -> Void
  ) {
    if sides[side].beginsTLS(bytes) {
      events(.tls(side, isImplicit: false))
      pass(bytes, .tls, from: side, events)
    } else {
      report(!side.isClient ? .starttlsInjectedResponse : .starttlsWithoutTLS, side, events)
      pass(bytes, .foreign, from: side, events)
    }
  }

  /// Passes over bytes of a side that is not parsed any more.
  mutating func pass(
    _ bytes: Span<UInt8>, _ closure: SideFramer.Closure, from side: Side,
    _ events: (MailEvent) -> Void
  ) {
    if options.redacts, let event = sides[side].harmlessTLS(bytes, closure, from: side) {
      events(event)
    }
    sides[side].pass(bytes, closure, from: side, options.limits, &drops, events)
  }

  /// Reports a malformation unless it was reported before.
  mutating func report(
    _ kind: Malformation.Kind, _ side: Side, _ events: (MailEvent) -> Void
  ) {
    let malformation = Malformation(side: side, kind: kind)
    if malformations.isNew(malformation) { events(.malformed(malformation)) }
  }
}
