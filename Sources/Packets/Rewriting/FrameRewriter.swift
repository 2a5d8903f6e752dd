package import Bytes

/// Changes a frame so that it stays a sound one: other payload of the same length, other addresses,
/// and checksums that are as right or wrong as they were.
package struct FrameRewriter: Sendable {
  /// What is left of a frame.
  package enum Outcome: Hashable, Sendable {
    case whole
    /// What follows the offset is of a fragment, and not to be shown.
    case fragment(end: Int)
    /// What follows the offset is quoted by an ICMP error, beyond the ports.
    case quotation(end: Int)
    /// Nothing is known of the frame's contents.
    case opaque
  }

  private let limits: PacketLimits
  /// Nil where addresses stay.
  private var mapping: AddressMapping?

  package init(limits: PacketLimits, mapping: AddressMapping?) {
    self.limits = limits
    self.mapping = mapping
  }

  /// Rewrites a frame; `payload` changes the bytes of the segment's payload, whose range it is told.
  ///
  /// Bytes behind the datagram, padding or what leaked into it, become zeros.
  package mutating func rewrite(
    _ frame: inout [UInt8], linkType: LinkType, wireLength: Int, segment: TCPSegment?,
    payload: (inout [UInt8], Range<Int>) -> Void
  ) -> Outcome {
    let layout = FrameLayout(
      frame.span, linkType: linkType, wireLength: wireLength, limits: limits)
    guard let last = layout.last else { return .opaque }
    let old = frame
    var outcome = Outcome.whole
    switch last.kind {
    case .tcp:
      guard let segment, segment.offset == last.offset else { return .opaque }
      let start = min(frame.count, segment.offset + segment.headerLength)
      let end = min(max(start, last.end), frame.count)
      payload(&frame, start..<end)
      for index in end..<frame.count { frame[index] = 0 }
    case .fragment: outcome = .fragment(end: last.offset)
    case .icmp, .icmpv6: outcome = .quotation(end: rewriteQuotation(&frame, last))
    default: return .opaque
    }
    if mapping != nil { mapAddresses(of: layout, in: &frame) }
    for header in layout.headers.reversed() { adjust(header, old, &frame, segment) }
    return outcome
  }

  /// Maps the addresses in the packet that an ICMP error quotes; returns where its ports end.
  private mutating func rewriteQuotation(
    _ frame: inout [UInt8], _ icmp: FrameLayout.Header
  ) -> Int {
    let start = icmp.offset + 8
    guard start < icmp.end else { return icmp.end }
    let isIPv6 = frame[start] >> 4 == 6
    let length = isIPv6 ? 40 : Int(frame[start] & 15) * 4
    if mapping != nil, start + (isIPv6 ? 40 : 20) <= icmp.end {
      let old = frame
      mapPair(at: start + (isIPv6 ? 8 : 12), isIPv6: isIPv6, in: &frame)
      if !isIPv6 { adjustField(at: start + 10, old, &frame, start..<(start + 20)) }
    }
    return min(icmp.end, start + max(20, length) + 8)
  }

  private mutating func mapAddresses(of layout: FrameLayout, in frame: inout [UInt8]) {
    for header in layout.headers {
      let offset = header.offset
      switch header.kind {
      case .ethernet:
        mapHardware(offset..<(offset + 6), in: &frame)
        mapHardware((offset + 6)..<(offset + 12), in: &frame)
      case .linuxCooked:
        let length = min(8, Int(frame[offset + 5]))
        mapHardware((offset + 6)..<(offset + 6 + length), in: &frame)
      case .linuxCooked2:
        let length = min(8, Int(frame[offset + 11]))
        mapHardware((offset + 12)..<(offset + 12 + length), in: &frame)
      case .ipv4:
        mapPair(at: offset + 12, isIPv6: false, in: &frame)
        // Options hold addresses of routers, and no others are of use here.
        let end = min(header.end, offset + Int(frame[offset] & 15) * 4)
        for index in min(offset + 20, end)..<end { frame[index] = 1 }
      case .ipv6: mapPair(at: offset + 8, isIPv6: true, in: &frame)
      case .routing:
        let length = Int(frame[offset + 1]) * 8 + 8
        for start in stride(from: offset + 8, to: min(header.end, offset + length) - 15, by: 16) {
          mapAddress(at: start, isIPv6: true, in: &frame)
        }
      case .udp, .gre, .tcp, .icmp, .icmpv6, .fragment, .other: break
      }
    }
  }

  private mutating func mapPair(at start: Int, isIPv6: Bool, in frame: inout [UInt8]) {
    mapAddress(at: start, isIPv6: isIPv6, in: &frame)
    mapAddress(at: start + (isIPv6 ? 16 : 4), isIPv6: isIPv6, in: &frame)
  }

  private mutating func mapAddress(at start: Int, isIPv6: Bool, in frame: inout [UInt8]) {
    let address =
      isIPv6
      ? IPAddress(
        high: frame.span.bigEndian(at: start), low: frame.span.bigEndian(at: start + 8))
      : IPAddress(v4: frame.span.bigEndian(at: start))
    guard let mapped = mapping?.mapped(address) else { return }
    let count = isIPv6 ? 16 : 4
    let bits = UInt128(mapped.high) << 64 | UInt128(mapped.low)
    for index in 0..<count {
      frame[start + index] = UInt8(truncatingIfNeeded: bits >> UInt128(8 * (count - 1 - index)))
    }
  }

  private func mapHardware(_ range: Range<Int>, in frame: inout [UInt8]) {
    guard range.upperBound <= frame.count, let mapping else { return }
    let mapped = mapping.mapped(hardware: Array(frame[range]))
    for (index, byte) in mapped.enumerated() { frame[range.lowerBound + index] = byte }
  }

  /// Adjusts the checksum of a header to what has changed in what it covers.
  private mutating func adjust(
    _ header: FrameLayout.Header, _ old: [UInt8], _ frame: inout [UInt8], _ segment: TCPSegment?
  ) {
    let offset = header.offset
    let end = min(header.end, frame.count)
    switch header.kind {
    case .ipv4:
      let length = min(end - offset, Int(frame[offset] & 15) * 4)
      adjustField(at: offset + 10, old, &frame, offset..<(offset + max(20, length)))
    case .tcp: adjustTCP(header, old, &frame, segment)
    case .udp: adjustField(at: offset + 6, old, &frame, offset..<end, pseudo: header)
    case .icmp: adjustField(at: offset + 2, old, &frame, offset..<end)
    case .icmpv6: adjustField(at: offset + 2, old, &frame, offset..<end, pseudo: header)
    case .gre where frame[offset] & 0x80 != 0:
      adjustField(at: offset + 4, old, &frame, offset..<end)
    case .gre, .ethernet, .linuxCooked, .linuxCooked2, .ipv6, .routing, .fragment, .other: break
    }
  }

  /// A checksum that was left to the adapter stays that: zero, or the pseudo-header's sum.
  private mutating func adjustTCP(
    _ header: FrameLayout.Header, _ old: [UInt8], _ frame: inout [UInt8], _ segment: TCPSegment?
  ) {
    let end = min(header.end, frame.count)
    let field = header.offset + 16
    let isOffloaded =
      segment.map { segment in
        TCPChecksum.verify(segment, tcp: old.span.extracting(header.offset..<end)) == .offloaded
      } ?? false
    guard isOffloaded else {
      adjustField(at: field, old, &frame, header.offset..<end, pseudo: header)
      return
    }
    let value: UInt16 = old.span.bigEndian(at: field)
    let sums = pseudoSums(header)
    guard value != 0 else {
      // Zero may be right by chance.
      let length = UInt64(end - header.offset) + 6
      let before = InternetChecksum.fold(
        UInt64(sums.old) + UInt64(InternetChecksum.sum(old, header.offset..<end)))
      guard InternetChecksum.fold(UInt64(before) + length) == 0xffff else { return }
      let after = InternetChecksum.fold(
        UInt64(sums.new) + UInt64(InternetChecksum.sum(frame, header.offset..<end)))
      write(InternetChecksum.adjusted(0, from: before, to: after), at: field, &frame)
      return
    }
    write(
      InternetChecksum.fold(UInt64(value) + UInt64(~sums.old) + UInt64(sums.new)), at: field, &frame
    )
  }

  /// Adjusts a field to the changes in a range that it lies in, and in the addresses.
  private mutating func adjustField(
    at field: Int, _ old: [UInt8], _ frame: inout [UInt8], _ range: Range<Int>,
    pseudo header: FrameLayout.Header? = nil
  ) {
    guard field + 2 <= range.upperBound, range.upperBound <= frame.count else { return }
    let value: UInt16 = old.span.bigEndian(at: field)
    var before = UInt64(InternetChecksum.sum(old, range))
    // Zero is what is not filled in or not used, unless it is right by chance.
    guard value != 0 || (header == nil && before == 0xffff) else { return }
    var after = UInt64(InternetChecksum.sum(frame, range))
    if let header {
      let sums = pseudoSums(header)
      before += UInt64(sums.old)
      after += UInt64(sums.new)
    }
    guard before != after else { return }
    write(
      InternetChecksum.adjusted(
        value, from: InternetChecksum.fold(before), to: InternetChecksum.fold(after)),
      at: field, &frame)
  }

  private mutating func pseudoSums(_ header: FrameLayout.Header) -> (old: UInt16, new: UInt16) {
    let addresses = [header.source, header.destination]
    let mapped = addresses.map { mapping?.mapped($0) ?? $0 }
    func sum(_ addresses: [IPAddress]) -> UInt16 {
      InternetChecksum.fold(addresses.reduce(0) { $0 + UInt64(InternetChecksum.sum($1)) })
    }
    return (sum(addresses), sum(mapped))
  }

  private func write(_ value: UInt16, at field: Int, _ frame: inout [UInt8]) {
    frame[field] = UInt8(value >> 8)
    frame[field + 1] = UInt8(value & 0xff)
  }
}
