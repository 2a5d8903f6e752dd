import Foundation
import Glibc

/// A real Dovecot on two loopback ports: with STARTTLS, and with TLS from the start.
final class DovecotServer {
  let certificate: TestCertificate
  let port: Int
  let securePort: Int
  private let folder: TemporaryFolder
  private let process = Process()

  static let program = Program.tool("dovecot")

  /// Threads of this process block signals, and a child inherits that: Dovecot's master would never
  /// see its children end, nor a request to end itself.
  private static let unblocking = Program.tool("perl")
  private static let unblockAndRun = """
    use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new) or die; exec {$ARGV[0]} @ARGV or die;
    """

  /// Dovecot drops its rights to users of its own, which only root can let it.
  static var isPossible: Bool {
    program != nil && geteuid() == 0 && TestCertificate.openssl != nil && unblocking != nil
  }

  struct NotStarted: Error {
    var log: String
  }

  init() throws {
    certificate = try TestCertificate()
    folder = try TemporaryFolder()
    // Two ports that were free a moment ago.
    port = try ScriptedMailServer(.silent).port
    securePort = try ScriptedMailServer(.silent).port
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    let path = folder.url.path
    _ = try folder.file("users", Data())
    let configuration = try folder.file(
      "dovecot.conf",
      Data(
        """
        protocols = imap
        base_dir = \(path)/run
        state_dir = \(path)/state
        log_path = \(path)/log
        ssl = yes
        ssl_cert = <\(certificate.certificate)
        ssl_key = <\(certificate.key)
        passdb {
          driver = passwd-file
          args = \(path)/users
        }
        userdb {
          driver = static
          args = uid=mail gid=mail home=\(path)
        }
        service imap-login {
          inet_listener imap {
            address = 127.0.0.1
            port = \(port)
          }
          inet_listener imaps {
            address = 127.0.0.1
            port = \(securePort)
          }
        }

        """.utf8))
    guard let dovecot = Self.program?.file.path, let perl = Self.unblocking else {
      throw NotStarted(log: "not installed")
    }
    process.executableURL = perl.file
    process.arguments = ["-e", Self.unblockAndRun, dovecot, "-F", "-c", configuration]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    try waitUntilReady()
  }

  deinit {
    process.terminate()
    let end = Date(timeIntervalSinceNow: 15)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Everything Dovecot logged.
  var log: String {
    let data = try? Data(contentsOf: folder.url.appending(path: "log"))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private func waitUntilReady() throws {
    let end = Date(timeIntervalSinceNow: 15)
    while process.isRunning, Date() < end {
      let outcome = try Program.chokepoint?.run(["probe", "127.0.0.1:\(port)", "--timeout", "2"])
      if outcome?.status == 0 { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    throw NotStarted(log: log)
  }
}
