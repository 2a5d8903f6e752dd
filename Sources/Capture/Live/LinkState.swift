/// Whether an interface can deliver anything, as the kernel tells in sysfs.
package enum LinkState: Equatable, Sendable {
  case up
  /// Switched off, or without a carrier.
  case down
  /// It was removed.
  case gone

  /// The state of an interface; nil where there is no sysfs to ask, or the interface is none of the
  /// kernel's (`any`).
  package static func of(_ interface: String) -> LinkState? {
    guard let flags = number("/sys/class/net/\(interface)/flags", radix: 16) else {
      return number("/sys/class/net/lo/flags", radix: 16) == nil || interface == "any" ? nil : .gone
    }
    // IFF_UP; the carrier of an interface that is off cannot be read.
    guard flags & 1 != 0, let carrier = number("/sys/class/net/\(interface)/carrier", radix: 10)
    else { return .down }
    return carrier == 0 ? .down : .up
  }

  private static func number(_ path: String, radix: Int) -> Int? {
    guard let bytes = try? InputFile.read(path, limit: 4_096) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    return Int(text.hasPrefix("0x") ? text.dropFirst(2) : text[...], radix: radix)
  }
}
