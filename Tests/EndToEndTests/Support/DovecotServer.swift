import Foundation

/// A real Dovecot on two loopback ports: with STARTTLS, and with TLS from the start.
final class DovecotServer {
  let certificate: TestCertificate
  let port: Int
  let securePort: Int
  private let folder: TemporaryFolder
  private let process: ServerProcess

  static let program = Program.tool("dovecot")
  static var isPossible: Bool { program != nil && ServerProcess.isPossible }

  init() throws {
    certificate = try TestCertificate()
    folder = try ServerProcess.folder()
    port = try ServerProcess.freePort()
    securePort = try ServerProcess.freePort()
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
    guard let dovecot = Self.program else {
      throw ServerProcess.NotStarted(log: "not installed")
    }
    process = try ServerProcess(
      dovecot, ["-F", "-c", configuration], port: port, log: folder.url.appending(path: "log"))
  }

  /// Everything Dovecot logged.
  var log: String { process.log }
}
