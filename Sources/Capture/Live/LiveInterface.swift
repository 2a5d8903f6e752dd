import CPcap

/// An interface that frames may be captured from.
package struct LiveInterface: Equatable, Sendable {
  package var name: String
  /// What libpcap knows of it; empty for most network cards.
  package var description: String
  package var isUp: Bool
  package var isRunning: Bool
  package var isLoopback: Bool

  /// Those of this machine, in libpcap's order: the likeliest first.
  package static func all() throws(LiveCaptureError) -> [LiveInterface] {
    var complaint = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    var first: UnsafeMutablePointer<pcap_if_t>?
    guard unsafe pcap_findalldevs(&first, &complaint) == 0 else {
      throw LiveCaptureError(
        kind: .failed, interface: "interfaces", reason: Self.text(complaint))
    }
    defer { unsafe pcap_freealldevs(first) }
    var interfaces: [LiveInterface] = []
    var next = unsafe first
    while let one = unsafe next {
      let flags = unsafe one.pointee.flags
      unsafe interfaces.append(
        LiveInterface(
          name: String(cString: one.pointee.name),
          description: one.pointee.description.map { unsafe String(cString: $0) } ?? "",
          isUp: flags & UInt32(PCAP_IF_UP) != 0, isRunning: flags & UInt32(PCAP_IF_RUNNING) != 0,
          isLoopback: flags & UInt32(PCAP_IF_LOOPBACK) != 0))
      unsafe next = one.pointee.next
    }
    return interfaces
  }

  /// The text of a C buffer, up to its zero.
  static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
