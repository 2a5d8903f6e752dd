import Bytes
import Mail
import Sessions
import Testing

@testable import Diagnosis

struct TLSFailedTests {
  private typealias Fact = TLSFact

  /// Handshakes of some clients that all go the same way.
  private func handshakes(
    _ count: Int = 3, closing: MailSession.Closing = .clientFIN,
    _ change: (inout TLSFact, SessionScript) -> Void
  ) -> SessionScript {
    var script = SessionScript()
    for number in 0..<count {
      script.tls(
        client: number, at: number * 1_000, until: number * 1_000 + 50, closing: closing,
        handshake: change)
    }
    return script
  }

  private static let alert = TLSAlert(level: 2, code: 40)
  private static func stamp(_ time: Int) -> Stamp {
    Stamp(frame: 9_000 + time, time: SessionScript.time(time))
  }

  @Test func `fatal alerts are a TLS failure`() throws {
    let script = handshakes { fact, _ in
      fact.alerts = [TLSFact.Alert(side: .server, alert: Self.alert, stamp: Self.stamp(10))]
    }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .tlsFailure)
    #expect(incident.failures == 3)
    #expect(incident.confidence > 0.9)
  }

  @Test(arguments: [
    (MailSession.Closing.serverFIN, 0.7, 1.0), (.serverRST, 0.7, 1.0), (.clientFIN, 0.5, 0.7),
  ])
  func `an end right after the hellos is one, less sure where the client closes`(
    closing: MailSession.Closing, least: Double, most: Double
  ) throws {
    let script = handshakes(closing: closing) { fact, _ in fact.serverHello = Self.stamp(5) }
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .tlsFailure)
    #expect((least..<most).contains(incident.confidence))
  }

  @Test func `a handshake that comes to data is none`() {
    let script = handshakes { fact, _ in
      fact.serverHello = Self.stamp(5)
      fact.sentData = PerSide(both: true)
      fact.alerts = [
        TLSFact.Alert(
          side: .client, alert: TLSAlert(level: 1, code: 0), stamp: Self.stamp(40))
      ]
    }
    #expect(script.causes.isEmpty)
  }

  @Test func `a single failed handshake is not an incident`() {
    #expect(handshakes(1) { fact, _ in fact.serverHello = Self.stamp(5) }.causes.isEmpty)
  }

  @Test func `a client that gets through at other times has no trouble`() {
    var script = handshakes { fact, _ in fact.serverHello = Self.stamp(5) }
    for number in 0..<3 {
      script.tls(client: number, at: 10_000 + number, until: 20_000) { fact, _ in
        fact.serverHello = Self.stamp(5)
        fact.sentData = PerSide(both: true)
      }
    }
    #expect(script.causes.isEmpty)
  }

  @Test func `STARTTLS refused is one, unless the client gets in without`() {
    func script(signsIn: Bool) -> SessionScript {
      var script = SessionScript()
      for number in 0..<3 {
        let index = script.smtp(client: number, at: number * 1_000, until: number * 1_000 + 900)
        script.refuse(
          index, .reply(454, command: "STARTTLS"), "4.7.0 TLS not available",
          at: number * 1_000 + 100)
        if signsIn {
          script.authenticate(index, at: number * 1_000 + 200, answer: "235 2.7.0 go")
        }
      }
      return script
    }
    #expect(script(signsIn: false).causes == [.tlsFailure])
    #expect(script(signsIn: true).causes.isEmpty)
  }

  @Test func `Exchange's words are one`() {
    var script = SessionScript()
    for number in 0..<3 {
      let index = script.connect(client: number, at: number * 1_000, until: number * 1_000 + 900)
      script.refuse(
        index, .tagged(.bad, command: "STARTTLS"), "Could not establish TLS connection.",
        at: number * 1_000 + 100)
    }
    #expect(script.causes == [.tlsFailure])
  }
}
