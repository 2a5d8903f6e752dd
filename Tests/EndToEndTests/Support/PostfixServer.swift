import Foundation

/// A real Postfix on loopback ports, IPv4 and, where there is any, IPv6: with STARTTLS, and with TLS from
/// the start.
final class PostfixServer {
  let certificate: TestCertificate
  let port: Int
  let securePort: Int
  private let folder: TemporaryFolder
  private let process: ServerProcess

  private static let postfix = Program.tool("postfix")
  private static let master = "/usr/lib/postfix/sbin/master"

  static var isPossible: Bool {
    postfix != nil && FileManager.default.isExecutableFile(atPath: master)
      && ServerProcess.isPossible
  }

  /// Whether `::1` is an address of this machine.
  static var hasIPv6: Bool {
    let addresses = (try? String(contentsOfFile: "/proc/net/if_inet6", encoding: .utf8)) ?? ""
    return addresses.contains("00000000000000000000000000000001 ")
  }

  /// `limit` is the number of connections that one client address may have.
  init(limit: Int = 50) throws {
    certificate = try TestCertificate()
    folder = try ServerProcess.folder()
    port = try ServerProcess.freePort()
    securePort = try ServerProcess.freePort()
    guard let postfix = Self.postfix else {
      throw ServerProcess.NotStarted(log: "not installed")
    }
    let path = folder.url.path
    for name in ["etc", "queue"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: false)
    }
    try Data(Self.main(path, certificate, limit: limit).utf8).write(
      to: folder.url.appending(path: "etc/main.cf"))
    try Data(Self.services(port, secure: securePort).utf8).write(
      to: folder.url.appending(path: "etc/master.cf"))
    // Makes the queue's folders.
    let check = try postfix.run(["-c", "\(path)/etc", "check"])
    guard check.status == 0 else {
      throw ServerProcess.NotStarted(log: "check ends with \(check.status): \(check.errors)")
    }
    process = try ServerProcess(
      Program(file: URL(filePath: Self.master)), ["-c", "\(path)/etc", "-s"], port: port,
      log: folder.url.appending(path: "mail.log"))
  }

  /// Everything Postfix logged.
  var log: String { process.log }

  private static func main(
    _ path: String, _ certificate: TestCertificate, limit: Int
  ) -> String {
    """
    compatibility_level = 3.6
    queue_directory = \(path)/queue
    data_directory = \(path)/data
    maillog_file = \(path)/mail.log
    maillog_file_prefixes = \(path)
    myhostname = mail.example.com
    mydestination =
    inet_protocols = \(hasIPv6 ? "all" : "ipv4")
    local_recipient_maps =
    alias_maps =
    smtpd_peername_lookup = no
    smtpd_client_connection_count_limit = \(limit)
    smtpd_client_event_limit_exceptions =
    smtpd_tls_security_level = may
    smtpd_tls_cert_file = \(certificate.certificate)
    smtpd_tls_key_file = \(certificate.key)

    """
  }

  private static func services(_ port: Int, secure securePort: Int) -> String {
    """
    127.0.0.1:\(port) inet n - n - - smtpd
    \(hasIPv6 ? "[::1]:\(port) inet n - n - - smtpd" : "#")
    127.0.0.1:\(securePort) inet n - n - - smtpd
      -o smtpd_tls_wrappermode=yes
    anvil unix - - n - 1 anvil
    tlsmgr unix - - n 1000? 1 tlsmgr
    postlog unix-dgram n - n - 1 postlogd
    rewrite unix - - n - - trivial-rewrite
    cleanup unix n - n - 0 cleanup
    qmgr unix n - n 300 1 qmgr
    proxymap unix - - n - - proxymap

    """
  }
}
