package import Bytes
import CPcap

/// An open interface.
///
/// One thread reads; `stop` and `counts` may be called on others.
@safe package final class LiveCapture: @unchecked Sendable {
  /// How one reading ended.
  package enum Reading: Equatable, Sendable {
    /// Some frames came; false where none did in the time that the kernel waits.
    case frames(Int)
    /// `stop` was called, or the body has enough.
    case stopped
    /// The interface went down or away, or the kernel says no.
    case failed(LiveCaptureError)
  }

  package let interface: String
  package let linkType: LinkType
  private let handle: OpaquePointer
  private let isNano: Bool
  /// The counters of libpcap have 32 bits and run over.
  private var totals = LiveCounts()
  private var last = pcap_stat()

  /// Opens an interface; nothing is captured for the while that nobody reads, but what the ring
  /// buffer holds.
  package init(_ interface: String, _ options: LiveOptions) throws(LiveCaptureError) {
    self.interface = interface
    var complaint = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = unsafe pcap_create(interface, &complaint) else {
      throw LiveCaptureError(
        kind: .failed, interface: interface, reason: LiveInterface.text(complaint))
    }
    var isOpen = false
    defer { if !isOpen { unsafe pcap_close(handle) } }
    unsafe pcap_set_snaplen(handle, Int32(clamping: options.snapLength))
    unsafe pcap_set_promisc(handle, options.isPromiscuous ? 1 : 0)
    unsafe pcap_set_buffer_size(handle, Int32(clamping: options.bufferBytes))
    unsafe pcap_set_timeout(handle, Int32(clamping: options.blockMilliseconds))
    unsafe pcap_set_immediate_mode(handle, options.isImmediate ? 1 : 0)
    let isNano = unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO) == 0
    let status = unsafe pcap_activate(handle)
    guard status >= 0 else { throw unsafe Self.error(status, handle, interface) }
    if let filter = options.filter {
      var program = unsafe bpf_program()
      guard unsafe pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
        throw unsafe LiveCaptureError(
          kind: .badFilter, interface: interface, reason: String(cString: pcap_geterr(handle)))
      }
      defer { unsafe pcap_freecode(&program) }
      guard unsafe pcap_setfilter(handle, &program) == 0 else {
        throw unsafe LiveCaptureError(
          kind: .badFilter, interface: interface, reason: String(cString: pcap_geterr(handle)))
      }
    }
    linkType = unsafe LinkType(rawValue: UInt32(clamping: pcap_datalink(handle)))
    self.isNano = isNano
    unsafe self.handle = handle
    isOpen = true
  }

  deinit { unsafe pcap_close(handle) }

  /// Hands over the frames of one block; the bytes are gone when `body` returns.
  ///
  /// Returns after `LiveOptions.blockMilliseconds` at the latest when nothing comes.
  package func read(_ body: (Timestamp, _ wireLength: Int, Span<UInt8>) -> Void) -> Reading {
    let outcome = withoutActuallyEscaping(body) { body in
      let frames = Body(body: body, ticks: isNano ? 1 : 1_000)
      return unsafe pcap_dispatch(
        handle, -1,
        { user, header, bytes in
          guard let user = unsafe user, let header = unsafe header, let bytes = unsafe bytes else {
            return
          }
          unsafe Unmanaged<Body>.fromOpaque(user).takeUnretainedValue().take(header, bytes)
        }, Unmanaged.passUnretained(frames).toOpaque().assumingMemoryBound(to: UInt8.self))
    }
    switch outcome {
    case 0...: return .frames(Int(outcome))
    case PCAP_ERROR_BREAK: return .stopped
    default: return .failed(unsafe Self.error(outcome, handle, interface))
    }
  }

  /// Makes `read` return, now or the next time.
  package func stop() { unsafe pcap_breakloop(handle) }

  /// The counters as of now; only to be asked for by one thread.
  package func counts() -> LiveCounts {
    var now = pcap_stat()
    guard unsafe pcap_stats(handle, &now) == 0 else { return totals }
    totals.received += Int(now.ps_recv &- last.ps_recv)
    totals.droppedByKernel += Int(now.ps_drop &- last.ps_drop)
    totals.droppedByInterface += Int(now.ps_ifdrop &- last.ps_ifdrop)
    last = now
    return totals
  }

  /// Takes the frames of one block from libpcap.
  private final class Body {
    private let body: (Timestamp, Int, Span<UInt8>) -> Void
    /// Nanoseconds of the time's smaller unit.
    private let ticks: Int64

    init(body: @escaping (Timestamp, Int, Span<UInt8>) -> Void, ticks: Int64) {
      self.body = body
      self.ticks = ticks
    }

    @unsafe func take(_ header: UnsafePointer<pcap_pkthdr>, _ bytes: UnsafePointer<UInt8>) {
      let header = unsafe header.pointee
      let time = Timestamp(
        nanoseconds: Int64(header.ts.tv_sec) * 1_000_000_000 + Int64(header.ts.tv_usec) * ticks)
      let buffer = unsafe UnsafeBufferPointer(start: bytes, count: Int(header.caplen))
      body(time, max(Int(header.len), Int(header.caplen)), unsafe Span(_unsafeElements: buffer))
    }
  }

  private static func error(
    _ status: Int32, _ handle: OpaquePointer, _ interface: String
  ) -> LiveCaptureError {
    let words = unsafe String(cString: pcap_geterr(handle))
    let meaning = unsafe String(cString: pcap_statustostr(status))
    let kind: LiveCaptureError.Kind =
      switch status {
      case PCAP_ERROR_NO_SUCH_DEVICE: .noSuchInterface
      case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED: .permission
      case PCAP_ERROR_IFACE_NOT_UP: .down
      default: words.contains("is not up") || words.contains("went down") ? .down : .failed
      }
    return LiveCaptureError(
      kind: kind, interface: interface, reason: words.isEmpty ? meaning : words)
  }
}
