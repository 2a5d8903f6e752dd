import Foundation

/// A Unix datagram socket with a reader behind it: a stand-in for the syslog daemon of this machine.
///
/// In Python, as SwiftNIO takes no datagram from a socket without a name, and syslog's clients have
/// none.
final class LocalSyslog {
  let folder: URL
  private let process = Process()

  init() throws {
    // A socket's path has 107 bytes at most.
    folder = FileManager.default.temporaryDirectory.appending(path: "cp-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = folder
    process.arguments = [
      "python3", "-c",
      """
      import os, socket
      log = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      log.bind("log")
      for number in range(2):
          open("part", "wb").write(log.recv(65536))
          os.rename("part", f"message{number}")
      """,
    ]
    try process.run()
  }

  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  var path: String { folder.appending(path: "log").path }
  var isListening: Bool { FileManager.default.fileExists(atPath: path) }

  func message(_ number: Int) -> String? {
    try? String(contentsOf: folder.appending(path: "message\(number)"), encoding: .utf8)
  }
}
