import Bytes
import CPcap

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A filter expression compiled by libpcap for one link type.
@safe final class FilterProgram {
  private let program: UnsafeMutablePointer<bpf_program>

  /// Compiles the expression for frames read from a file; libpcap's words are in the error.
  init(_ expression: String, for linkType: LinkType) throws(CaptureFault) {
    unsafe program = .allocate(capacity: 1)
    unsafe program.initialize(to: bpf_program())
    let complaint = unsafe Self.compile(expression, for: linkType, into: program)
    guard let complaint else { return }
    // Throwing runs `deinit`: there is nothing to free here.
    throw CaptureFault(
      .badFilter, expected: "a filter for link type \(linkType.name)",
      found: "\"\(expression)\": \(complaint)")
  }

  deinit {
    unsafe pcap_freecode(program)
    unsafe program.deallocate()
  }

  /// Whether a frame passes.
  func matches(_ header: FrameHeader, _ bytes: Span<UInt8>) -> Bool {
    var record = pcap_pkthdr()
    record.caplen = UInt32(clamping: header.capturedLength)
    record.len = UInt32(clamping: header.wireLength)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      // An empty frame may have no address; of one byte libpcap reads none when caplen is 0.
      guard let start = bytes.baseAddress else { return matchesNothing(record) }
      return unsafe pcap_offline_filter(program, &record, start) != 0
    }
  }

  private func matchesNothing(_ record: pcap_pkthdr) -> Bool {
    var record = record
    var nothing: UInt8 = 0
    return unsafe pcap_offline_filter(program, &record, &nothing) != 0
  }

  /// Compiles against a capture file without frames; libpcap's complaint, or nil.
  ///
  /// A handle of `pcap_open_dead` would pass for a live one and accept what only the kernel knows
  /// (`inbound`, `ifindex`), to match nothing later.
  private static func compile(
    _ expression: String, for linkType: LinkType, into program: UnsafeMutablePointer<bpf_program>
  ) -> String? {
    var file = emptyCapture(of: linkType)
    return unsafe file.withUnsafeMutableBytes { bytes in
      let complaint = UnsafeMutablePointer<CChar>.allocate(capacity: Int(PCAP_ERRBUF_SIZE))
      unsafe complaint.initialize(repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
      defer { unsafe complaint.deallocate() }
      guard let stream = unsafe fmemopen(bytes.baseAddress, bytes.count, "rb") else {
        return "no memory to compile it"
      }
      guard let handle = unsafe pcap_fopen_offline(stream, complaint) else {
        unsafe fclose(stream)
        return unsafe String(cString: complaint)
      }
      defer { unsafe pcap_close(handle) }  // Closes the stream too.
      guard unsafe pcap_compile(handle, program, expression, 1, PCAP_NETMASK_UNKNOWN) != 0 else {
        return nil
      }
      return unsafe String(cString: pcap_geterr(handle))
    }
  }

  /// The 24 bytes of a pcap file header in little-endian order.
  private static func emptyCapture(of linkType: LinkType) -> [UInt8] {
    let snapLength = UInt32(CaptureLimits.capturedLength)
    return [0xa1b2_c3d4, 0x0004_0002, 0, 0, snapLength, linkType.rawValue].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: UInt32(word) >> ($0 * 8)) }
    }
  }
}
