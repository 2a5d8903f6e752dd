import Foundation
import Testing

/// A cable in a network namespace of its own: frames go into one end, a sensor looks at the other.
struct WatchedCable {
  static let isPossible = TestNamespace.isPossible && Program.tool("tcpreplay") != nil
  static let why: Comment = "no tcpreplay, or not allowed to make a network namespace"
  /// Mounts a small volume on the folder that is named first, and becomes the program behind it.
  private static let mounting = #"mount -t tmpfs -o size=2m tmpfs "$1" && shift && exec "$@""#
  /// Whether a sensor can be given a volume of its own.
  static let isVolumePossible: Bool = {
    guard isPossible, let shell = Program.tool("sh"), let folder = try? TemporaryFolder(),
      let namespace = try? TestNamespace([])
    else { return false }
    let outcome = try? namespace.run(shell, ["-c", mounting, "sh", folder.url.path, "/bin/true"])
    return outcome?.status == 0
  }()
  /// The end that is watched.
  static let end = "vb"

  private let namespace = try? TestNamespace([
    "link add va type veth peer name vb", "link set va mtu 9000 up", "link set vb mtu 9000 up",
  ])

  /// Starts `watch`, which captures when this returns.
  ///
  /// - Parameter volume: a folder on which it has a volume of its own, 2 MiB large; nobody else sees
  ///   it but through `/proc`.
  func watch(
    _ options: [String], from interfaces: [String] = ["-i", end], volume: String? = nil
  ) async throws -> RunningProgram {
    let (namespace, chokepoint) = (try #require(namespace), try #require(Program.chokepoint))
    let words = ["watch"] + interfaces + options
    let running: RunningProgram
    if let volume {
      running = try namespace.start(
        try #require(Program.tool("sh")),
        ["-c", Self.mounting, "sh", volume, chokepoint.file.path] + words
      )
    } else {
      running = try namespace.start(chokepoint, words)
    }
    try await running.waits(for: "watching \(Self.end)")
    return running
  }

  /// Sets the watched end up or down.
  func set(_ state: String) throws {
    let outcome = try #require(namespace).run(
      try #require(Program.tool("ip")), ["link", "set", Self.end, state])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Sends a capture, gives the sensor the time that sessions need to be told, and ends it.
  func send(_ capture: SampleCapture, andEnd watching: RunningProgram) async throws
    -> Program.Outcome
  {
    try send(capture)
    try await Task.sleep(for: .seconds(2))
    watching.terminate()
    return try watching.outcome()
  }

  /// Sends a capture as fast as the cable takes it.
  func send(_ capture: SampleCapture) throws {
    let sent = try #require(namespace).run(
      try #require(Program.tool("tcpreplay")), ["-q", "-i", "va", "--topspeed", capture.path])
    #expect(sent.status == 0, "\(sent.errors)")
  }
}
