import Mail
import Sessions
import Testing

@testable import Diagnosis

struct CommandSizeTests {
  private func commands(refused: [Int], accepted: Int) -> SessionScript {
    var script = SessionScript()
    let index = script.connect(client: 1, at: 0, until: nil)
    script.authenticate(index, at: 10, answer: "A1 OK done")
    script.sessions[index].longestAccepted = accepted
    for (number, bytes) in refused.enumerated() {
      script.refuse(
        index, .tagged(.bad, command: "UID FETCH"), "Command Error. 10", at: 100 + number * 10,
        bytes: bytes)
    }
    return script
  }

  @Test func `commands too long show the limit between the two lengths`() throws {
    let script = commands(refused: [12_000, 10_300, 15_000], accepted: 10_200)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.cause == .commandSize)
    #expect(incident.limit?.setting == "MaxCommandSize")
    #expect(incident.limit?.atLeast == 10_200)
    #expect(incident.limit?.atMost == 10_299)
    #expect(incident.limit?.value == nil)
  }

  @Test func `both lengths beside each other give the value`() throws {
    let script = commands(refused: [10_241, 10_241], accepted: 10_240)
    let incident = try #require(Diagnosis(of: script.sessions).incidents.first)
    #expect(incident.limit?.value == 10_240)
  }

  @Test func `a single one is not an incident, and other errors are none`() {
    #expect(commands(refused: [12_000], accepted: 100).causes.isEmpty)
    var script = SessionScript()
    let index = script.connect(client: 1, at: 0, until: nil)
    for number in 0..<4 {
      script.refuse(
        index, .tagged(.bad, command: "FETCH"), "Command Error. 11", at: 100 + number)
    }
    #expect(script.causes.isEmpty)
  }
}
