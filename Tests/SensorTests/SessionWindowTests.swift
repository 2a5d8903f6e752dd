import Bytes
import Packets
import Sensor
import Sessions
import Testing

/// A live diagnosis rests on the latest sessions, and on no more than it is told.
struct SessionWindowTests {
  private func session(endedAt second: Int, frame: Int) -> MailSession {
    let stamp = Stamp(
      frame: frame, time: Timestamp(nanoseconds: Int64(second) * 1_000_000_000))
    return MailSession(
      capture: 0, mailProtocol: .imap, client: Endpoint(address: IPAddress(v4: 1), port: 40_000),
      server: Endpoint(address: IPAddress(v4: 2), port: 143), first: stamp)
  }

  @Test func `the oldest go first when there are too many`() {
    var window = SessionWindow(limit: 80)
    for number in 1...1_000 { window.add([session(endedAt: number, frame: number)]) }
    #expect((80...90).contains(window.closed.count))
    #expect(window.closed.last?.first.frame == 1_000)
    #expect(window.closed.count + window.forgotten == 1_000)
  }

  @Test func `what ended too long ago is forgotten`() {
    var window = SessionWindow(age: .seconds(100), limit: 1_000)
    window.add((1...200).map { session(endedAt: $0, frame: $0) })
    window.forget(before: Timestamp(nanoseconds: 200 * 1_000_000_000))
    #expect(window.closed.first?.first.frame == 100)
    window.forget(before: Timestamp(nanoseconds: 1_000 * 1_000_000_000))
    #expect(window.closed.isEmpty)
  }
}
