import Bytes
import Packets
import Sessions
import Testing

@testable import Diagnosis

struct NoGreetingTests {
  /// Clients that get no word from a port and give up.
  private func silence(port: UInt16, hello: Bool) -> SessionScript {
    var script = SessionScript()
    for number in 0..<4 {
      script.silent(
        client: number, at: number * 1_000, until: number * 1_000 + 8_000, closing: .clientFIN)
      let index = script.sessions.count - 1
      script.sessions[index].server = Endpoint(
        address: SessionScript.server.address, port: port)
      if hello {
        script.sessions[index].tls = .implicit
        var fact = TLSFact()
        fact.clientHello = script.stamp(number * 1_000 + 2)
        script.sessions[index].handshake = fact
      }
    }
    return script
  }

  @Test func `a port that never greets is one`() {
    #expect(silence(port: 143, hello: false).causes == [.noGreeting])
  }

  @Test(arguments: [UInt16(993), 465])
  func `a TLS port probed in the clear waits for the client`(port: UInt16) {
    #expect(silence(port: port, hello: false).causes.isEmpty)
  }

  @Test func `so does another port where others speak TLS`() {
    var script = silence(port: 5_993, hello: false)
    script.tls(client: 9, at: 50, until: 9_000) { fact, script in
      fact.serverHello = Stamp(frame: 7_000, time: SessionScript.time(60))
      fact.sentData = PerSide(both: true)
    }
    script.sessions[script.sessions.count - 1].server.port = 5_993
    #expect(script.causes.isEmpty)
  }

  @Test func `a ClientHello that nobody answers is no greeting, either`() {
    #expect(silence(port: 993, hello: true).causes == [.noGreeting])
  }
}
