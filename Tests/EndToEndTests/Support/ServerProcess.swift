import Foundation
import Glibc

/// A real mail server as a child of the tests; it is ended with the value.
final class ServerProcess {
  /// Runs a server so that it gets signals, and so that its end is not missed.
  ///
  /// Threads of this process block signals, and a child inherits that: a server's master would never
  /// see its children end, nor a request to end itself. And Foundation takes a child that closes the
  /// files it was given, as Postfix does, for one that has ended: this one's parent does not.
  private static let unblocking = Program.tool("perl")
  private static let unblockAndRun = """
    use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new) or die; defined(my $server = fork) or die;
    if (!$server) { exec {$ARGV[0]} @ARGV or die }
    $SIG{TERM} = sub { kill "TERM", $server }; 1 until waitpid($server, 0) == $server;
    """

  /// Mail servers drop their rights to users of their own, which only root can let them; all of ours
  /// have a certificate.
  static var isPossible: Bool {
    geteuid() == 0 && TestCertificate.openssl != nil && unblocking != nil
  }

  /// What it wrote by then.
  struct NotStarted: Error {
    var log: String
  }

  private let process = Process()
  private let logFile: URL

  /// Starts a server in the foreground, and waits until a probe of a port of 127.0.0.1 finds it healthy.
  init(_ program: Program, _ arguments: [String], port: Int, log: URL) throws {
    logFile = log
    guard let perl = Self.unblocking else { throw NotStarted(log: "no perl") }
    process.executableURL = perl.file
    process.arguments = ["-e", Self.unblockAndRun, program.file.path] + arguments
    process.standardOutput = FileHandle.nullDevice
    let folder = try TemporaryFolder()
    let errors = try folder.file("errors", [])
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let end = Date(timeIntervalSinceNow: 15)
    while process.isRunning, Date() < end {
      let outcome = try Program.chokepoint?.run(["probe", "127.0.0.1:\(port)", "--timeout", "2"])
      if outcome?.status == 0 { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    let said = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
    throw NotStarted(log: said + self.log)
  }

  deinit {
    process.terminate()
    let end = Date(timeIntervalSinceNow: 15)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Everything it logged.
  var log: String {
    String(decoding: (try? Data(contentsOf: logFile)) ?? Data(), as: UTF8.self)
  }

  /// A port of 127.0.0.1 that was free a moment ago.
  static func freePort() throws -> Int { try ScriptedMailServer(.silent).port }

  /// A folder that a server's own users can enter.
  static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: folder.url.path)
    return folder
  }
}
