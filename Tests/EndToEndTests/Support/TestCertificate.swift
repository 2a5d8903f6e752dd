import Foundation

/// A self-signed certificate for `localhost` and 127.0.0.1, made by openssl for one test.
struct TestCertificate {
  let folder: TemporaryFolder
  var certificate: String { folder.url.appending(path: "certificate.pem").path }
  var key: String { folder.url.appending(path: "key.pem").path }

  static let openssl = Program.tool("openssl")

  /// Valid for so many days; expired where they are negative.
  init(days: Int = 30, name: String = "localhost") throws {
    folder = try TemporaryFolder()
    guard let openssl = Self.openssl else { throw Missing() }
    let names = try folder.file("names", Data("subjectAltName=DNS:\(name),IP:127.0.0.1\n".utf8))
    let request = folder.url.appending(path: "request.pem").path
    for arguments in [
      [
        "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj",
        "/CN=\(name)",
      ],
      [
        "x509", "-req", "-in", request, "-signkey", key, "-out", certificate, "-days", "\(days)",
        "-extfile", names,
      ],
    ] {
      let outcome = try openssl.run(arguments)
      guard outcome.status == 0 else { throw Failed(words: outcome.errors) }
    }
  }

  struct Missing: Error {}

  struct Failed: Error {
    var words: String
  }
}
