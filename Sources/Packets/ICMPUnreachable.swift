/// An ICMP or ICMPv6 error that a router or host sent about one TCP segment.
package struct ICMPUnreachable: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    /// ICMP type 3 (RFC 792), ICMPv6 type 1 (RFC 4443, section 3.1).
    case destinationUnreachable
    /// ICMP type 11 (RFC 792), ICMPv6 type 3 (RFC 4443, section 3.3).
    case timeExceeded
  }

  package var kind: Kind
  /// The code as sent; its meaning depends on `kind` and on whether `reporter` is IPv4.
  package var code: UInt8
  /// Who sent the error.
  package var reporter: IPAddress
  /// Who sent the segment that the error quotes.
  package var source: Endpoint
  /// To whom that segment was going.
  package var destination: Endpoint
  /// That segment's sequence number.
  package var sequenceNumber: UInt32

  package init(
    kind: Kind, code: UInt8, reporter: IPAddress, source: Endpoint, destination: Endpoint,
    sequenceNumber: UInt32
  ) {
    self.kind = kind
    self.code = code
    self.reporter = reporter
    self.source = source
    self.destination = destination
    self.sequenceNumber = sequenceNumber
  }
}
