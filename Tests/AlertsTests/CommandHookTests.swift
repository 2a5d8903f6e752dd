import Foundation
import SystemPackage
import Testing

@testable import Alerts

struct CommandHookTests {
  private func failure(
    of hook: CommandHook, alert: Alert = .example(), within limit: Duration = .seconds(120)
  ) async throws -> DeliveryFailure? {
    do {
      try await withTimeLimit(limit) { try await hook.deliver(alert) }
      return nil
    } catch let failure as DeliveryFailure {
      return failure
    }
  }

  @Test
  func `a command is given the JSON, its arguments untouched and a few variables`() async throws {
    let hook = try TestHook(
      #"cat > input; printf '%s\n' "$@" > arguments; env | grep '^CHOKEPOINT_' | sort > variables"#)
    let alert = Alert.example(account: "CONTOSO\\uccx mail\n$(id)")
    let command = try hook.command("$(touch shell)", "two words", "*")
    #expect(try await failure(of: command, alert: alert) == nil)
    #expect(hook.read("input") == alert.json)
    #expect(hook.lines("arguments") == ["$(touch shell)", "two words", "*"])
    #expect(
      hook.lines("variables") == [
        "CHOKEPOINT_ACCOUNT=CONTOSO\\uccx mail\\x0a$(id)",
        "CHOKEPOINT_CAUSE=connections-per-user", "CHOKEPOINT_CHANGED=2026-11-23T14:52:13.104218Z",
        "CHOKEPOINT_CLOSED=", "CHOKEPOINT_EVENT=open", "CHOKEPOINT_KEY=a1b2",
        "CHOKEPOINT_OPENED=2026-11-23T14:52:11.104218Z",
        "CHOKEPOINT_SENTENCE=10.4.4.95:143 turns away uccxmail",
        "CHOKEPOINT_SERVER=10.4.4.95:143", "CHOKEPOINT_STEP=0", "CHOKEPOINT_VERDICT=throttling",
      ])
  }

  @Test
  func `the sensor's own environment stays with it`() {
    let own = ["SECRET": "x", "CREDENTIALS_DIRECTORY": "/run", "PATH": "/bin", "TZ": "UTC"]
    let variables = HookEnvironment(.example(), own: own).variables
    #expect(variables["PATH"] == "/bin")
    #expect(variables["TZ"] == "UTC")
    #expect(
      variables.keys.filter { !$0.hasPrefix("CHOKEPOINT_") }.sorted() == ["PATH", "TZ"])
  }

  @Test
  func `values of the environment are bounded`() {
    let long = Alert.example(account: String(repeating: "a", count: 1_000_000))
    #expect(
      HookEnvironment(long).variables["CHOKEPOINT_ACCOUNT"]?.count == HookEnvironment.limit)
  }

  @Test
  func `the exit status and the signal of a command are told`() async throws {
    let failing = try TestHook("exit 7")
    #expect(try await failure(of: failing.command())?.reason == "exit status 7")
    let dying = try TestHook("kill -USR1 $$")
    let killed = try await failure(of: dying.command())
    #expect(killed?.reason == "ended by signal 10")
    #expect(killed?.isWorthRetrying == true)
  }

  @Test
  func `a command that is not there is not tried again`() async throws {
    let command = try CommandHook(program: "/nonexistent/hook")
    let failure = try #require(try await failure(of: command))
    #expect(failure.reason.hasPrefix("cannot be started: "))
    #expect(!failure.isWorthRetrying)
  }

  @Test
  func `a command must be named by its full path`() {
    #expect(throws: CommandHook.NotAbsolute.self) { try CommandHook(program: "hook") }
  }

  @Test
  func `a command that ignores the request to end is killed with all that it started`()
    async throws
  {
    let hook = try TestHook(
      """
      trap '' TERM INT HUP
      sh -c "trap '' TERM INT HUP; echo \\$\\$ >> pids; while :; do sleep 0.05; done" &
      echo $$ >> pids
      while :; do sleep 0.05; done
      """)
    let began = ContinuousClock.now
    let failure = try await failure(of: hook.command(), within: .milliseconds(1_500))
    #expect(failure?.reason == "no answer within 1.5 s")
    #expect(ContinuousClock.now - began < .seconds(100))
    let pids = hook.lines("pids")
    #expect(pids.count == 2)
    for pid in pids { #expect(try await eventually { !isAlive(pid) }, "\(pid)") }
  }

  /// A process that nobody has waited for yet is dead all the same.
  private func isAlive(_ pid: String) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else {
      return false
    }
    return !status.contains(") Z ")
  }

  @Test
  func `a command inherits no file of the sensor`() async throws {
    // On purpose without close-on-exec, as a library may open one.
    let descriptor = try FileDescriptor.open(FilePath("/etc/hostname"), .readOnly)
    defer { try? descriptor.close() }
    let hook = try TestHook("ls -l /proc/$$/fd > files")
    #expect(try await failure(of: hook.command()) == nil)
    let files = hook.read("files")
    #expect(!files.contains("/etc/hostname"), "\(files)")
    #expect(files.contains("/dev/null"))
  }

  @Test
  func `a command that prints a lot or leaves its input unread does not fail`() async throws {
    let loud = try TestHook("head -c 30000000 /dev/zero; head -c 30000000 /dev/zero >&2")
    #expect(try await failure(of: loud.command()) == nil)
    let filler = String(repeating: "x", count: 200_000)
    let large = Alert.example(document: #"{"filler":"\#(filler)"}"#)
    let deaf = try TestHook("exec <&-; sleep 0.05; exit 0")
    #expect(try await failure(of: deaf.command(), alert: large) == nil)
    let idle = try TestHook("exit 0")
    #expect(try await failure(of: idle.command(), alert: large) == nil)
  }

  @Test
  func `a child that stays behind holds up nothing`() async throws {
    let hook = try TestHook("sleep 200 & exit 0")
    let began = ContinuousClock.now
    #expect(try await failure(of: hook.command()) == nil)
    #expect(ContinuousClock.now - began < .seconds(100))
  }
}
