import Foundation
import NIOSSL

/// A self-signed certificate and its key, made by openssl for one test.
struct TestIdentity {
  let certificate: [UInt8]
  let key: [UInt8]

  struct Failed: Error {}

  static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

  init(names: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "chokepoint-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.currentDirectoryURL = folder
    process.arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
      "2", "-keyout", "key.pem", "-out", "certificate.pem", "-subj", "/CN=test", "-addext",
      "subjectAltName=\(names)",
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    certificate = [UInt8](try Data(contentsOf: folder.appending(path: "certificate.pem")))
    key = [UInt8](try Data(contentsOf: folder.appending(path: "key.pem")))
  }

  var server: NIOSSLContext {
    get throws {
      let chain = try NIOSSLCertificate.fromPEMBytes(certificate)
      return try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) },
          privateKey: .privateKey(NIOSSLPrivateKey(bytes: key, format: .pem))))
    }
  }
}
