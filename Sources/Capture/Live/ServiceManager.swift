import Glibc

/// Tells the service manager how a sensor does (sd_notify(3)): a datagram to the socket that
/// `NOTIFY_SOCKET` names.
///
/// Without such a variable nobody waits for word, and nothing is sent.
@safe package final class ServiceManager {
  private let socketDescriptor: Int32
  private var address = sockaddr_un()
  private var length: socklen_t = 0
  /// How often the manager wants a sign of life; nil when it does not.
  package let watchdog: Duration?

  /// Nil where no service manager waits for word.
  package init?() {
    guard let path = EnvironmentVariable.value("NOTIFY_SOCKET"),
      let first = path.utf8.first, first == UInt8(ascii: "/") || first == UInt8(ascii: "@")
    else { return nil }
    let limit = MemoryLayout.size(ofValue: address.sun_path)
    var bytes = Array(path.utf8)
    guard bytes.count < limit else { return nil }
    // An abstract socket's name begins with a zero byte (unix(7)).
    if first == UInt8(ascii: "@") { bytes[0] = 0 }
    // Half of the time that it allows, as sd_watchdog_enabled(3) advises.
    watchdog = EnvironmentVariable.value("WATCHDOG_USEC").flatMap { Int64($0) }
      .map { .microseconds($0 / 2) }
    socketDescriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socketDescriptor >= 0 else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
      unsafe place.copyBytes(from: bytes)
    }
    length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
  }

  deinit { close(socketDescriptor) }

  /// The sensor captures; `status` is what `systemctl status` shows.
  package func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

  /// A sign of life.
  package func alive(_ status: String) { send("WATCHDOG=1\nSTATUS=\(status)") }

  package func stopping() { send("STOPPING=1") }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        unsafe bytes.withUnsafeBytes { buffer in
          unsafe sendto(
            socketDescriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT),
            target, length)
        }
      }
    }
  }
}
