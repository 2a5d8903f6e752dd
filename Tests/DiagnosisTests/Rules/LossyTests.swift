import Bytes
import Packets
import Sessions
import Testing

@testable import Diagnosis

struct LossyTests {
  /// Sessions with so many of a hundred segments sent again, and one command that takes so long.
  private func sessions(
    _ count: Int = 4, again: Int, stall: Int, unseen: Int = 0, think: Int = 5
  ) -> SessionScript {
    var script = SessionScript()
    for number in 0..<count {
      let index = script.connect(client: number, at: number * 1_000, until: 60_000 + number)
      script.authenticate(
        index, at: number * 1_000 + 10, account: "a\(number)", answer: "A1 OK done")
      script.sessions[index].segments = PerSide(both: 50)
      script.sessions[index].retransmissions = PerSide(client: again / 2, server: 0)
      script.sessions[index].recovered = PerSide(client: 0, server: again - again / 2)
      script.sessions[index].unseenBytes = PerSide(client: 0, server: unseen)
      script.command(index, .noop, at: number * 1_000 + 100, think: think, more: stall)
    }
    return script
  }

  @Test func `segments sent again and stalled answers are a lossy network`() throws {
    let incident = try #require(
      Diagnosis(of: sessions(again: 12, stall: 4_000).sessions).incidents.first)
    #expect(incident.cause == .lossy)
    #expect(incident.clients.count == 4)
    // Late, but not lost.
    #expect(incident.failures == 0)
    #expect(incident.successes == 4)
    #expect(incident.confidence > Diagnosis.suspected)
  }

  @Test func `a client on the same bad way is concerned, though it suffers no harm`() throws {
    var script = sessions(again: 12, stall: 4_000)
    let harmless = sessions(6, again: 12, stall: 10).sessions[5]
    script.sessions.append(harmless)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.clients.contains(harmless.client.address))
    #expect(incident.attempts == 5)
  }

  @Test func `the same without any harm is none`() {
    #expect(sessions(again: 12, stall: 10).causes.isEmpty)
  }

  @Test func `a slow server sends nothing twice`() {
    #expect(sessions(again: 1, stall: 4_000, think: 5_000).causes.isEmpty)
  }

  @Test func `one session is not an incident`() {
    #expect(sessions(1, again: 12, stall: 4_000).causes.isEmpty)
  }

  @Test func `bytes that only the capture lacks are the sensor's loss`() throws {
    #expect(sessions(again: 0, stall: 4_000, unseen: 90_000).causes.isEmpty)
    let both = try #require(
      Diagnosis(of: sessions(again: 12, stall: 4_000, unseen: 90_000).sessions).incidents.first)
    #expect(both.confidence < Diagnosis.suspected)
  }
}
