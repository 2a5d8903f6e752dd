import Alerts
import Foundation
import Testing

struct AlertDispatcherTests {
  /// Limits that let a test end soon.
  private func limits(
    queue: Int = 64, timeout: Duration = .seconds(120), attempts: Int = 5
  ) -> AlertLimits {
    var limits = AlertLimits()
    limits.queue = queue
    limits.timeout = timeout
    limits.attempts = attempts
    limits.backoff = Backoff(first: .milliseconds(5), longest: .milliseconds(20))
    return limits
  }

  private static let note = #"echo "$CHOKEPOINT_KEY $CHOKEPOINT_EVENT" >> notes"#

  @Test
  func `every target gets each alert, and none of them twice`() async throws {
    let hooks = [try TestHook(Self.note), try TestHook(Self.note)]
    let dispatcher = AlertDispatcher(try hooks.map { try $0.target }, limits: limits())
    #expect(dispatcher.send(.example()))
    #expect(!dispatcher.send(.example()))
    #expect(dispatcher.send(.example(.closed)))
    #expect(!dispatcher.send(.example(.closed)))
    await dispatcher.shutdown(within: .seconds(120))
    for hook in hooks { #expect(hook.lines("notes") == ["a1b2 open", "a1b2 closed"]) }
    #expect(dispatcher.status.map(\.sent) == [2, 2])
  }

  @Test
  func `what went out before a restart does not go out again`() async throws {
    let hook = try TestHook(Self.note)
    let dispatcher = AlertDispatcher([try hook.target], limits: limits())
    dispatcher.remember([Alert.example().identity])
    #expect(!dispatcher.send(.example()))
    #expect(dispatcher.send(.example(.closed)))
    await dispatcher.shutdown(within: .seconds(120))
    #expect(hook.lines("notes") == ["a1b2 closed"])
  }

  @Test
  func `a target that hangs delays no other`() async throws {
    let (stuck, free) = (try TestHook("exec sleep 60"), try TestHook(Self.note))
    let dispatcher = AlertDispatcher(
      [try stuck.target, try free.target], limits: limits(timeout: .seconds(60)))
    for number in 1...5 { dispatcher.send(.example(key: "\(number)")) }
    #expect(
      try await eventually(within: .seconds(60)) { dispatcher.status[1].sent == 5 },
      "\(dispatcher.status)")
    #expect(dispatcher.status[0].sent == 0)
    await dispatcher.shutdown(within: .zero)
  }

  @Test
  func `a target that fails twice gets the alert at the third attempt`() async throws {
    let hook = try TestHook("echo >> tries; [ $(wc -l < tries) -ge 3 ]")
    let dispatcher = AlertDispatcher([try hook.target], limits: limits())
    dispatcher.send(.example())
    await dispatcher.shutdown(within: .seconds(120))
    let status = try #require(dispatcher.status.first)
    #expect((status.sent, status.retried, status.failed) == (1, 2, 0))
    #expect(hook.lines("tries").isEmpty && hook.read("tries") == "\n\n\n")
    #expect(status.lastTrouble?.reason == "exit status 1")
    #expect(!status.isFailing)
  }

  @Test
  func `a target that always fails is given up after the last attempt`() async throws {
    let hook = try TestHook("echo x >> tries; exit 3")
    let dispatcher = AlertDispatcher([try hook.target], limits: limits(attempts: 4))
    dispatcher.send(.example())
    await dispatcher.shutdown(within: .seconds(120))
    let status = try #require(dispatcher.status.first)
    #expect((status.sent, status.retried, status.failed) == (0, 3, 1))
    #expect(hook.lines("tries").count == 4)
    #expect(status.isFailing)
  }

  @Test
  func `the events of an incident arrive in order although attempts fail`() async throws {
    // Every other run fails, so that each alert needs two.
    let hook = try TestHook(
      "echo >> tries; [ $(( $(wc -l < tries) % 2 )) -eq 0 ] || exit 1\n"
        + #"echo "$CHOKEPOINT_EVENT $CHOKEPOINT_STEP" >> notes"#)
    let dispatcher = AlertDispatcher([try hook.target], limits: limits())
    dispatcher.send(.example())
    for step in 1...3 { dispatcher.send(.example(.worsened, step: step)) }
    dispatcher.send(.example(.closed))
    await dispatcher.shutdown(within: .seconds(120))
    #expect(
      hook.lines("notes") == ["open 0", "worsened 1", "worsened 2", "worsened 3", "closed 0"])
  }

  @Test
  func `alerts that find the queue full are dropped and counted, and nobody waits`() async throws {
    let stuck = try TestHook("exec sleep 60")
    let dispatcher = AlertDispatcher([try stuck.target], limits: limits(queue: 10))
    let began = ContinuousClock.now
    for number in 0..<1_000 { dispatcher.send(.example(key: "\(number)")) }
    #expect(ContinuousClock.now - began < .seconds(30))
    let status = try #require(dispatcher.status.first)
    // One may be under way beside those that the queue holds.
    #expect((10...11).contains(status.waiting), "\(status)")
    #expect(status.dropped == 1_000 - status.waiting)
    await dispatcher.shutdown(within: .zero)
  }

  @Test
  func `what was accepted is sent, failed or dropped in the end`() async throws {
    let hook = try TestHook(#"case $CHOKEPOINT_KEY in *3) exit 1;; esac"#)
    let dispatcher = AlertDispatcher([try hook.target], limits: limits(queue: 30, attempts: 2))
    for number in 0..<60 { dispatcher.send(.example(key: "\(number)")) }
    await dispatcher.shutdown(within: .milliseconds(100))
    let status = try #require(dispatcher.status.first)
    #expect(status.accepted == 60)
    #expect(status.waiting == 0)
    #expect(status.sent + status.failed + status.dropped == 60, "\(status)")
  }

  @Test
  func `the end waits for what is queued`() async throws {
    let hook = try TestHook("sleep 0.05; " + Self.note)
    let dispatcher = AlertDispatcher([try hook.target], limits: limits())
    for number in 0..<6 { dispatcher.send(.example(key: "\(number)")) }
    await dispatcher.shutdown(within: .seconds(120))
    #expect(hook.lines("notes").count == 6)
    #expect(!dispatcher.send(.example()) || dispatcher.status[0].dropped == 1)
  }

  @Test
  func `the end waits no longer than it was told to, and leaves no child behind`() async throws {
    let stuck = try TestHook("echo $$ > pid; exec sleep 60")
    let dispatcher = AlertDispatcher([try stuck.target], limits: limits(timeout: .seconds(60)))
    dispatcher.send(.example())
    dispatcher.send(.example(.closed))
    #expect(try await eventually { stuck.lines("pid").count == 1 })
    let began = ContinuousClock.now
    await dispatcher.shutdown(within: .milliseconds(200))
    #expect(ContinuousClock.now - began < .seconds(40))
    let pid = try #require(stuck.lines("pid").first)
    #expect(
      try await eventually(within: .seconds(60)) {
        !FileManager.default.fileExists(atPath: "/proc/\(pid)")
      })
    #expect(dispatcher.status[0].dropped == 2, "\(dispatcher.status)")
  }

  @Test
  func `two targets of one name can be told apart`() async throws {
    let address = try WebhookAddress("http://127.0.0.1:9/one")
    let dispatcher = AlertDispatcher([.webhook(Webhook(address)), .webhook(Webhook(address))])
    #expect(
      dispatcher.status.map(\.name) == [
        "webhook http://127.0.0.1:9", "webhook http://127.0.0.1:9 #2",
      ])
    await dispatcher.shutdown(within: .zero)
  }
}
